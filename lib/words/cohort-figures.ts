import { FEWEST_ANSWERS, FEWEST_RESIDENTS } from "@/lib/domain/cohorts/suppression";
import type {
  Estimate,
  FollowedFigure,
  Period,
  Suppression,
  WeekOfFigures,
} from "@/lib/domain/cohorts/views";
import { inList } from "@/lib/language/in-list";
import { inContext, plural, t } from "@/lib/language/t";
import { calendarDayInWords } from "../domain/time/moment-in-words";
import { formatCount, formatDecimal, formatPercent } from "./figures";
import { type MetricNote, metricNotes } from "./metric-notes";

/** The figures that a program follows, the strictest first. */
export const followedNotes = [
  metricNotes.ha25,
  metricNotes.hmIoU,
  metricNotes.acc,
  metricNotes.mIoU,
] as const;
/** What is told beside them where cases have No-Go regions. */
export const contactNotes = [metricNotes.contact, metricNotes.contact5] as const;
export type FollowedNote = (typeof followedNotes)[number];

/** Why a figure isn't told, as the end of "Not shown: …". */
export const suppressionWords: Readonly<Record<Suppression, string>> = {
  "few-residents": t`fewer than ${plural(FEWEST_RESIDENTS, "# resident", "# residents")} answered`,
  "few-answers": t`fewer than ${plural(FEWEST_ANSWERS, "# answer", "# answers")}`,
  "by-subtraction": t`with the others it would tell one that is not shown`,
};

export const PERIODS = [4, 12, 26, 52, "all"] as const satisfies readonly Period["weeks"][];

export const periodWords: Readonly<Record<Period["weeks"], string>> = {
  4: t`4 weeks`,
  12: t`12 weeks`,
  26: t`26 weeks`,
  52: t`52 weeks`,
  all: inContext("of all weeks")`All`,
};

/** "3 Aug to 22 Nov 2026"; the first year too where it is another. */
export function describePeriod({ from, until }: Period): string {
  const isOneYear = from.slice(0, 4) === until.slice(0, 4);
  return t`${calendarDayInWords(from, !isOneYear)} to ${calendarDayInWords(until, true)}`;
}

/** "58% to 67%"; null where there is no interval. */
export function describeInterval(
  { interval, n }: Pick<Estimate, "interval" | "n">,
  note: Pick<MetricNote, "formatEnd">,
): string | null {
  return interval && t`${note.formatEnd(interval[0], n)} to ${note.formatEnd(interval[1], n)}`;
}

/** A tick of a figure's axis. */
export function formatTick({ key }: FollowedNote, value: number): string {
  return isShare(key) ? formatPercent(value, 0) : formatDecimal(value, 2);
}

/** Whether a figure is told in %, or as an IoU. */
const isShare = (key: FollowedFigure): boolean => key === "acc" || key === "ha25";

/** "n = 1,204 answers of 38 residents" */
export function describeCount({ n }: Pick<Estimate, "n">, { residents }: { readonly residents: number }) {
  return t`n = ${plural(n, "# answer", "# answers")} of ${plural(residents, "# resident", "# residents")}`;
}

/** Which weeks of a period show no figure, and why, in sentences; empty where all do. */
export function describeGaps(slots: readonly { readonly of: WeekOfFigures | null }[]): string {
  const silent = slots.filter(({ of }) => of === null).length;
  const counts = (why: Suppression): number => slots.filter(({ of }) => of?.suppressed === why).length;
  const [residents, answers, others] = [
    counts("few-residents"),
    counts("few-answers"),
    counts("by-subtraction"),
  ];
  const reasons = [
    ...(residents > 0
      ? [
          t`fewer than ${plural(FEWEST_RESIDENTS, "# resident", "# residents")} answered in ${formatCount(residents)}`,
        ]
      : []),
    ...(answers > 0
      ? [
          t`there were fewer than ${plural(FEWEST_ANSWERS, "# answer", "# answers")} in ${formatCount(answers)}`,
        ]
      : []),
    ...(others > 0 ? [t`${formatCount(others)} would tell those by subtraction`] : []),
    ...(silent > 0 ? [t`nobody answered in ${formatCount(silent)}`] : []),
  ];
  if (reasons.length === 0) return "";
  const missing = residents + answers + others + silent;
  const why = inList(reasons, ",");
  return missing === 1
    ? t`1 of ${plural(slots.length, "# week", "# weeks")} shows no figure: ${why}.`
    : t`${formatCount(missing)} of ${plural(slots.length, "# week", "# weeks")} show no figure: ${why}.`;
}

/** A year of training in words; null: not known. */
export function describeYear(year: number | null): string {
  return year === null ? t`Year not known` : t`Year ${year}`;
}
