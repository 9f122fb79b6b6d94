import type { Estimate, FollowedFigures } from "@/lib/domain/cohorts/views";
import type { Packet } from "@/lib/domain/packet/views";
import { PHASES } from "@/lib/domain/phases";
import { assignmentsOf, notesOf } from "@/lib/words/packet";
import type { CsvValue } from "../csv";

/** The columns of a packet's CSV (docs/packet.md): a fact a row, so that new kinds of facts change none of them. */
export const PACKET_CSV_HEADER = [
  "resident_id",
  "resident",
  "section",
  "item",
  "figure",
  "value",
  "low",
  "high",
  "n",
  "text",
] as const;

type Fact = {
  readonly section: string;
  readonly item?: string;
  readonly figure?: string;
  readonly value?: number | null;
  readonly low?: number | null;
  readonly high?: number | null;
  readonly n?: number;
  readonly text?: string | null;
};

const FOLLOWED = ["ha25", "hmIoU", "acc", "mIoU"] as const;
const CONTACT = ["contact", "contact5"] as const;

const estimateOf = ({ value, interval, n }: Estimate) => ({
  value,
  low: interval?.[0] ?? null,
  high: interval?.[1] ?? null,
  n,
});

const figuresOf = (section: string, item: string, figures: FollowedFigures): Fact[] =>
  FOLLOWED.map((figure) => ({ section, item, figure, ...estimateOf(figures[figure]) }));

function factsOf({ resident, standings, institution, printedAt, printedBy }: Packet): Fact[] {
  const { period, failures, band } = resident;
  const cohorts = resident.history.filter(({ kind, until }) => kind === "cohort" && until === null);
  const curves = [
    ["phase", resident.phaseCalibration],
    ["zone", resident.zoneCalibration],
  ] as const;
  return [
    { section: "packet", item: "institution", text: institution },
    { section: "packet", item: "printed_at", text: printedAt },
    { section: "packet", item: "printed_by", text: printedBy },
    { section: "packet", item: "from", text: period.from },
    { section: "packet", item: "until", text: period.until },
    { section: "packet", item: "training_year", value: resident.trainingYear },
    ...cohorts.map(({ name }) => ({ section: "packet", item: "cohort", text: name })),
    ...figuresOf("all", "", resident.figures),
    ...CONTACT.map((figure) => ({ section: "all", figure, ...estimateOf(resident.contact[figure]) })),
    ...resident.weeks.flatMap(({ week, ...figures }) => figuresOf("week", week, figures)),
    ...(band?.weeks ?? []).flatMap(({ week, figures }) =>
      FOLLOWED.map((figure) => {
        const of = figures[figure];
        return {
          section: "cohort_week",
          item: week,
          figure,
          value: of?.median ?? null,
          low: of?.low ?? null,
          high: of?.high ?? null,
        };
      }),
    ),
    ...PHASES.flatMap((phase) => figuresOf("phase", phase, resident.byPhase[phase])),
    ...(failures.counts ?? []).map(({ phase, zone, n }) => ({
      section: "failure",
      item: phase,
      figure: zone,
      value: failures.n === 0 ? null : n / failures.n,
      n,
    })),
    ...curves.flatMap(([item, { brier, n, bins }]) => [
      { section: "calibration", item, figure: "brier", value: brier, n },
      ...bins.map((bin) => ({
        section: "reliability",
        item,
        figure: bin.from.toFixed(1),
        value: bin.right,
        low: bin.confidence,
        n: bin.n,
      })),
    ]),
    ...standings.map(({ code, name, figure, value, n }) => ({
      section: "milestone",
      item: code,
      figure,
      value,
      n,
      text: name,
    })),
    ...standings.map(({ code, level, levels }) => ({
      section: "milestone_level",
      item: code,
      value: level,
      high: levels.length,
    })),
    ...assignmentsOf(resident).flatMap(({ id, name, mode, state, answered, cases, dueAt, since }) => [
      { section: "assignment", item: id, figure: mode, value: answered, n: cases, text: name },
      { section: "assignment_due", item: id, text: dueAt },
      { section: "assignment_standing", item: id, figure: state, text: since },
    ]),
    ...notesOf(resident).map(({ at, author, text }) => ({
      section: "note",
      item: at,
      figure: author ?? "",
      text,
    })),
  ];
}

/** A packet as rows of its CSV. Fractions are 0 to 1 and unrounded; what is unknown or suppressed is empty. */
export function packetCsvRows(packet: Packet): CsvValue[][] {
  const { id, name } = packet.resident;
  return factsOf(packet).map(({ section, item = "", figure = "", value, low, high, n, text }) => [
    id,
    name,
    section,
    item,
    figure,
    value ?? null,
    low ?? null,
    high ?? null,
    n ?? null,
    text ?? null,
  ]);
}
