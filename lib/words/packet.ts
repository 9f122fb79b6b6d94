import type { Estimate, ResidentPage } from "@/lib/domain/cohorts/views";
import { FEWEST_PEERS } from "@/lib/domain/fewest-peers";
import { isLowerBetter, type MilestoneStanding } from "@/lib/domain/milestones/milestone";
import { inList } from "@/lib/language/in-list";
import { plural, t } from "@/lib/language/t";
import { contactNotes, followedNotes } from "./cohort-figures";
import { formatDay } from "./dates";
import { formatDecimal, formatFloored, formatPercent, formatShare, isFew, NO_FIGURE } from "./figures";
import { type MetricNote, metricNotes } from "./metric-notes";

/** "Year 3, Surgery 2026": the cohorts that the resident is in. */
export function titleOf({ trainingYear, history }: Pick<ResidentPage, "trainingYear" | "history">): string {
  const cohorts = history
    .filter(({ kind, until }) => kind === "cohort" && until === null)
    .map(({ name }) => name);
  const year = trainingYear === null ? t`Year of training not known` : t`Year ${trainingYear} of training`;
  return inList([year, ...(cohorts.length > 0 ? cohorts : [t`in no cohort now`])], ",");
}

/** The notes written in the page's period, the latest first. */
export function notesOf({ notes, period }: Pick<ResidentPage, "notes" | "period">): ResidentPage["notes"] {
  const first = Date.parse(period.from);
  return notes
    .filter(({ at }) => period.weeks === "all" || Date.parse(at) >= first)
    .toSorted((one, other) => other.at.localeCompare(one.at));
}

type Assignment = ResidentPage["assignments"][number];

/** What was finished or excused in the page's period, and all that is overdue, the latest first. */
export function assignmentsOf({
  assignments,
  period,
}: Pick<ResidentPage, "assignments" | "period">): readonly Assignment[] {
  const first = Date.parse(period.from);
  const sinceOf = ({ since }: Assignment): number => (since === null ? Number.NaN : Date.parse(since));
  return assignments
    .filter((each) => {
      if (each.state === "open") return false;
      return each.state === "overdue" || period.weeks === "all" || sinceOf(each) >= first;
    })
    .toSorted((one, other) => sinceOf(other) - sinceOf(one));
}

const standingWords: Readonly<Record<Assignment["state"], (day: string) => string>> = {
  open: () => t`To do`,
  overdue: (day) => t`Overdue since ${day}`,
  late: (day) => t`Finished late, ${day}`,
  done: (day) => t`Finished ${day}`,
  excused: (day) => t`Excused ${day}`,
};

/** "Finished 12 Nov 2026" */
export const assignmentStanding = ({ state, since }: Assignment, timeZone: string): string =>
  standingWords[state](since === null ? "" : formatDay(since, timeZone));

/** The figures at the head of the packet, the strictest first; contact where any case has No-Go regions. */
export function figuresOf({ figures, contact }: Pick<ResidentPage, "figures" | "contact">): readonly {
  readonly note: MetricNote;
  readonly estimate: Estimate;
}[] {
  return [
    ...followedNotes.map((note) => ({ note, estimate: figures[note.key] })),
    ...(contact.contact.n > 0 ? contactNotes.map((note) => ({ note, estimate: contact[note.key] })) : []),
  ];
}

/** The figures of the packet, each explained in a sentence or two. */
export function readingNotes({
  band,
  contact,
}: Pick<ResidentPage, "band" | "contact">): readonly (readonly [string, string])[] {
  return [
    [
      "n",
      t`The answers behind a figure: first attempts at a case alone, each once it is over. A zone that never came counts as a miss.`,
    ],
    [
      t`Not counted`,
      t`Repeats of a case, and an exam’s answers until its results are released. Answers with the phase given count only in what zones did and in how sure the resident was.`,
    ],
    [
      "IoU",
      t`The area that the zone and the reference share, divided by the area that they cover together: 0 shares nothing, 1 is the same box.`,
    ],
    [metricNotes.ha25.label, t`Hardcore accuracy. ${metricNotes.ha25.explanation}`],
    ...[metricNotes.hmIoU, metricNotes.acc, metricNotes.mIoU].map(
      ({ label, explanation }) => [label, explanation] as const,
    ),
    ...(contact.contact.n > 0
      ? contactNotes.map(({ label, explanation }) => [label, explanation] as const)
      : []),
    [
      t`95% interval`,
      t`The values that fit the answers. The fewer the answers and the videos they come from, the wider it is; two figures whose intervals overlap widely may well be alike.`,
    ],
    ...(band
      ? [
          [
            t`Middle half`,
            t`Of the resident’s cohort in a week: a quarter of its residents lie above it, a quarter below. Not shown with fewer than ${plural(FEWEST_PEERS, "# resident", "# residents")}.`,
          ] as const,
        ]
      : []),
  ];
}

/** What the curves say, in a sentence. */
export function calibrationNote({
  phaseCalibration: phase,
  zoneCalibration: zone,
}: Pick<ResidentPage, "phaseCalibration" | "zoneCalibration">): string {
  if (phase.n + zone.n === 0) return t`The resident never said how sure the answers were.`;
  return t`Up: the share that was right. Below the dashed line the resident was too sure. A dot’s area is its share of the ${plural(Math.max(phase.n, zone.n), "# answer", "# answers")} with a confidence. Brier: 0 is sure and right, 1 sure and wrong.`;
}

/** The value of a milestone's figure, in the figure's own unit; never rounded up to a level. */
export function standingValue({
  figure,
  value,
  n,
}: Pick<MilestoneStanding, "figure" | "value" | "n">): string {
  if (value === null) return NO_FIGURE;
  if (figure === "acc" || figure === "ha25")
    return isFew(n) ? formatShare(value, n) : formatPercent(Math.floor(value * 100 + 1e-9) / 100, 0);
  return isLowerBetter(figure)
    ? formatDecimal(Math.ceil(value * 1000 - 1e-9) / 1000, 3)
    : formatFloored(value);
}

/** "3 of 5", or why there is no level. */
export function levelWords({ level, levels, n }: Pick<MilestoneStanding, "level" | "levels" | "n">): string {
  if (level === null) return n === 0 ? t`no answers` : t`too few answers`;
  return level === 0 ? t`below 1 of ${levels.length}` : t`${level} of ${levels.length}`;
}
