import type { FollowedFigures, ResidentPage, WeekOfFigures } from "@/lib/domain/cohorts/views";
import { EXAMPLE_MILESTONES, standingsOf } from "@/lib/domain/milestones/milestone";
import type { Packet } from "@/lib/domain/packet/views";
import { PHASES, type Phase } from "@/lib/domain/phases";
import { ZONE_OUTCOMES } from "@/lib/domain/scoring/failure";

/** Made-up residents for tests of the packet: the same each time. */

const NOTHING = { value: null, interval: null, n: 0 } as const;

const figuresOf = (value: number, n: number): FollowedFigures => {
  const of = (of: number) => ({ value: of, interval: [of - 0.06, of + 0.05] as const, n });
  return {
    ha25: of(value),
    hmIoU: of(value * 0.6),
    acc: of(Math.min(0.94, value + 0.2)),
    mIoU: of(value * 0.7),
    residents: 1,
    suppressed: null,
  };
};

const noFigures: FollowedFigures = {
  ha25: NOTHING,
  hmIoU: NOTHING,
  acc: NOTHING,
  mIoU: NOTHING,
  residents: 0,
  suppressed: null,
};

type Assignment = ResidentPage["assignments"][number];

/** An assignment of twelve cases, guided and finished unless it is said otherwise. */
export const assignment = (name: string, over: Partial<Assignment> = {}): Assignment => ({
  id: `of ${name}`,
  name,
  mode: "guided",
  dueAt: "2026-11-01T23:30:00Z",
  state: "done",
  since: "2026-10-30T09:00:00Z",
  answered: 12,
  cases: 12,
  ...over,
});

const byPhase = <T>(make: (phase: Phase, at: number) => T): Record<Phase, T> =>
  Object.fromEntries(PHASES.map((phase, at) => [phase, make(phase, at)])) as Record<Phase, T>;

const mondayAt = (week: number, weeks: number): string =>
  new Date(Date.UTC(2026, 10, 16) - (weeks - 1 - week) * 7 * 86_400_000).toISOString().slice(0, 10);

const bins = [0.3, 0.5, 0.6, 0.7, 0.8, 0.9].map((from, at) => ({
  from,
  n: 6 + 9 * at,
  confidence: from + 0.05,
  right: Math.min(1, from - 0.08 + 0.02 * at),
}));

/** A resident with so many weeks of answers; none at all with 0. */
export function madeResident(weeks: 0 | 26 | 52, over: Partial<ResidentPage> = {}): ResidentPage {
  const shown = weeks || 26;
  const value = (week: number): number => 0.38 + (0.3 * week) / shown + 0.07 * Math.sin(week * 1.7);
  const made: WeekOfFigures[] = Array.from({ length: weeks }, (_, week) => ({
    week: mondayAt(week, shown),
    ...figuresOf(value(week), 12 + (week % 7)),
  })).filter((_, week) => week % 11 !== 6);
  const half = (middle: number) => ({ low: middle - 0.08, median: middle, high: middle + 0.07 });
  return {
    id: "5f1cf0f2-3d0a-4a8e-9a44-2f1f7b1f0a11",
    name: "Ana Muñoz-Ørsted",
    email: "ana@calot.example",
    active: true,
    timeZone: "Europe/Vienna",
    period: { weeks: shown === 52 ? 52 : 26, from: mondayAt(0, shown), until: "2026-11-22" },
    trainingYear: 3,
    history: [
      { kind: "cohort", id: "c1", name: "Surgery, year 3", from: "2026-09-01", until: null },
      { kind: "training", id: null, name: "Year 3", from: "2026-09-01", until: null },
    ],
    figures: weeks === 0 ? noFigures : figuresOf(0.581, 412),
    contact: {
      contact: weeks === 0 ? NOTHING : { value: 0.064, interval: [0.041, 0.1], n: 206 },
      contact5: weeks === 0 ? NOTHING : { value: 0.21, interval: [0.15, 0.29], n: 206 },
      residents: weeks === 0 ? 0 : 1,
      suppressed: null,
    },
    weeks: made,
    byPhase: byPhase((_, at) => (weeks === 0 ? noFigures : figuresOf(0.7 - at * 0.09, 120 - at * 11))),
    confusion: byPhase(() => byPhase(() => 0)),
    failures: {
      year: 3,
      residents: weeks === 0 ? 0 : 1,
      n: weeks === 0 ? 0 : 412,
      counts:
        weeks === 0
          ? null
          : (["right", "wrong"] as const).flatMap((phase, at) =>
              ZONE_OUTCOMES.map((zone, row) => ({
                phase,
                zone,
                n: [
                  [239, 38, 31, 17, 8],
                  [24, 19, 11, 9, 16],
                ][at]![row]!,
              })),
            ),
    },
    phaseCalibration: weeks === 0 ? { n: 0, bins: [], brier: null } : { n: 171, bins, brier: 0.1623 },
    sureAndWrong: { phase: { sure: 20, wrong: 3 }, zone: { sure: 24, wrong: 6 } },
    zoneCalibration:
      weeks === 0
        ? { n: 0, bins: [], brier: null }
        : { n: 168, bins: bins.map((bin) => ({ ...bin, right: bin.right * 0.8 })), brier: 0.2411 },
    band: {
      cohortId: "c1",
      cohort: "Surgery, year 3",
      weeks: Array.from({ length: shown }, (_, week) => ({
        week: mondayAt(week, shown),
        figures: {
          ha25: week % 9 === 4 ? null : half(0.45 + (0.15 * week) / shown),
          hmIoU: half(0.3 + (0.1 * week) / shown),
          acc: half(0.66 + (0.12 * week) / shown),
          mIoU: half(0.36 + (0.12 * week) / shown),
        },
      })),
    },
    concerns: [],
    assignments: [
      assignment("Pretest of the autumn", { mode: "exam", state: "late", since: "2026-11-13T16:20:00Z" }),
      assignment("Inflamed gallbladders", { answered: 5, state: "overdue", since: "2026-11-01T23:30:00Z" }),
      assignment("Zones alone", { mode: "phase-given", state: "excused", answered: 0, dueAt: null }),
      assignment("Next week’s cases", { state: "open", since: null, answered: 0 }),
    ],
    notes: [
      {
        id: "n1",
        author: "Dr Okonkwo-Featherstonehaugh",
        at: "2026-11-10T09:00:00Z",
        text: "Reads the triangle well before dissection. Zones drift towards the common bile duct once the anatomy is inflamed: we agreed to go through ten such frames together.",
      },
      { id: "n2", author: null, at: "2026-10-02T09:00:00Z", text: "Good progress on phase C." },
    ],
    ...over,
  };
}

export function madePacket(resident: ResidentPage, over: Partial<Packet> = {}): Packet {
  return {
    resident,
    standings: standingsOf(EXAMPLE_MILESTONES, resident),
    institution: "General Hospital, Department of Surgery",
    printedAt: "2026-11-22T18:05:00Z",
    printedBy: "Dr Judit Kővári",
    ...over,
  };
}
