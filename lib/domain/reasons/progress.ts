import { weekIn } from "../time/week";
import { agreements, type MarkedReason } from "./agreement";
import { REASON_GRADES, REASON_PARTS, type ReasonGrade, type ReasonPart } from "./reason";
import type { ReasonProgress } from "./views";

/** A text of the reader's that is marked, of an attempt that figures count or not. */
export type OwnReason = MarkedReason & {
  /** When the phase was locked: the answer's own time in every figure. */
  readonly at: Date;
  /** Whether it is of a first attempt: a repetition knows the reference. */
  readonly counted: boolean;
};

type WeekCounts = Record<ReasonPart, Record<ReasonGrade, number>>;

const none = (): Record<ReasonGrade, number> =>
  Object.fromEntries(REASON_GRADES.map((grade) => [grade, 0])) as Record<ReasonGrade, number>;

const noCounts = (): WeekCounts =>
  Object.fromEntries(REASON_PARTS.map((part) => [part, none()])) as WeekCounts;

/** A reader's marks week by week, over first attempts, and how far the faculty agree, over all that both marked. */
export function reasonProgressOf(reasons: readonly OwnReason[], timeZone: string): ReasonProgress {
  const weekOf = weekIn(timeZone);
  const weeks = new Map<string, WeekCounts>();
  for (const { part, at, reader, counted } of reasons) {
    if (!reader || !counted) continue;
    const week = weekOf(at);
    const counts = weeks.get(week) ?? noCounts();
    weeks.set(week, counts);
    counts[part][reader.grade]++;
  }
  return {
    weeks: [...weeks].sort(([a], [b]) => (a < b ? -1 : 1)).map(([week, counts]) => ({ week, ...counts })),
    agreement: agreements(reasons),
  };
}
