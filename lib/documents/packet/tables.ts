import type { ResidentPage } from "@/lib/domain/cohorts/views";
import { figureNames, type MilestoneStanding } from "@/lib/domain/milestones/milestone";
import { PHASES, phaseNames } from "@/lib/domain/phases";
import {
  type PhaseOutcome,
  phaseOutcomeLabels,
  ZONE_OUTCOMES,
  zoneOutcomeLabels,
} from "@/lib/domain/scoring/failure";
import { t } from "@/lib/language/t";
import { followedNotes } from "@/lib/words/cohort-figures";
import { formatCount, formatShare, isFew, NO_FIGURE } from "@/lib/words/figures";
import { metricNotes } from "@/lib/words/metric-notes";
import { levelWords, standingValue } from "@/lib/words/packet";
import type { Sheet, Tag } from "./sheet";
import { drawTable, widthFor } from "./table";

type Place = { readonly x: number; readonly y: number; readonly width: number };

const ROW = 11.5;
/** The width of a column of numbers, at least. */
const NUMBER = 26;

/** The four figures and n by the reference's phase. @returns where it ends */
export function drawPhases(
  sheet: Sheet,
  tag: Tag,
  { byPhase }: Pick<ResidentPage, "byPhase">,
  place: Place,
): number {
  const rows = PHASES.map((phase) => [
    `${phase}  ${phaseNames[phase]}`,
    ...followedNotes.map(({ key, format }) => format(byPhase[phase][key].value, byPhase[phase][key].n)),
    formatCount(byPhase[phase].ha25.n),
  ]);
  const numbers = [metricNotes.ha25.label, "HmIoU", t`Phase`, "mIoU", "n"].map((header, at) => {
    const cells = rows.map((row) => row[at + 1]!);
    return { header, width: Math.max(NUMBER, widthFor(sheet, header, cells)), align: "right" } as const;
  });
  const rest = place.width - numbers.reduce((sum, { width }) => sum + width, 0);
  const columns = [{ header: t`By phase`, width: rest }, ...numbers];
  return drawTable(sheet, tag, columns, rows, { ...place, rowHeight: ROW });
}

/** What the zone did, by how the phase went. @returns where it ends */
export function drawFailures(
  sheet: Sheet,
  tag: Tag,
  { failures }: Pick<ResidentPage, "failures">,
  place: Place,
): number {
  const counts = failures.counts ?? [];
  const countOf = (phase: PhaseOutcome, zone: string): number =>
    counts.find((count) => count.phase === phase && count.zone === zone)?.n ?? 0;
  const given = counts.some(({ phase, n }) => phase === "given" && n > 0);
  const phases: readonly PhaseOutcome[] = given ? ["right", "wrong", "given"] : ["right", "wrong"];
  const numbers = 56;
  const columns = [
    { header: t`What the zone did`, width: place.width - phases.length * numbers },
    ...phases.map(
      (phase) => ({ header: phaseOutcomeLabels[phase], width: numbers, align: "right" }) as const,
    ),
  ];
  const rows = ZONE_OUTCOMES.map((zone) => [
    zoneOutcomeLabels[zone],
    ...phases.map((phase) => {
      const n = countOf(phase, zone);
      if (failures.n === 0) return NO_FIGURE;
      return isFew(failures.n)
        ? formatCount(n)
        : `${formatCount(n)}  (${formatShare(n / failures.n, failures.n)})`;
    }),
  ]);
  return drawTable(sheet, tag, columns, rows, { ...place, rowHeight: ROW });
}

/** The program's milestones: the figure, its value, n, and the level that it supports. @returns where it ends */
export function drawMilestones(
  sheet: Sheet,
  tag: Tag,
  standings: readonly MilestoneStanding[],
  place: Place,
): number {
  if (standings.length === 0) {
    tag.add("P", () => {
      const words = t`The program has set no milestones yet.`;
      sheet.text(words, place.x, place.y + 9, { size: 7.5, ink: "muted", fit: place.width });
    });
    return place.y + 14;
  }
  const columns = [
    { header: t`Milestone`, width: 62 },
    { header: "", width: place.width - 62 - 66 - 36 - 36 - 66 },
    { header: t`Read from`, width: 66 },
    { header: t`Value`, width: 36, align: "right" },
    { header: "n", width: 36, align: "right" },
    { header: t`Supports level`, width: 66, align: "right" },
  ] as const;
  const rows = standings.map((standing) => [
    { text: standing.code, bold: true },
    standing.name,
    { text: figureNames[standing.figure], ink: "muted" } as const,
    standingValue(standing),
    formatCount(standing.n),
    {
      text: levelWords(standing),
      bold: (standing.level ?? 0) > 0,
      ink: standing.level === null ? "muted" : "ink",
    } as const,
  ]);
  // Twelve leave room for notes below them.
  return drawTable(sheet, tag, columns, rows, {
    ...place,
    rowHeight: standings.length > 8 ? 9.4 : ROW,
    size: 7,
  });
}
