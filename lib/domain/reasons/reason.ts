import type { RationalePart } from "../rationale";
import { plainName } from "../text/plain-text";

/** The parts of a rationale that a reader may write in own words before the reveal. */
export const REASON_PARTS = ["nextAction", "criticalRisk"] as const satisfies readonly RationalePart[];
export type ReasonPart = (typeof REASON_PARTS)[number];

/** A line has as many UTF-16 units at most. */
export const LONGEST_REASON = 500;

/** What a reader has written of each part; empty where nothing. */
export type Reasons = Readonly<Record<ReasonPart, string>>;
export const NO_REASONS: Reasons = { nextAction: "", criticalRisk: "" };

/** What was written as it is sent and stored: a line each, and none of a part of which nothing was written. */
export function writtenReasons(reasons: Reasons): Partial<Reasons> {
  return Object.fromEntries(
    REASON_PARTS.map((part) => [part, plainName(reasons[part])]).filter(([, words]) => words),
  );
}

/** Whether a line is too long to be stored. */
export const isTooLong = (words: string): boolean => plainName(words).length > LONGEST_REASON;

/** Whether an assignment has its readers write them: never, for those who like to, or each before the reveal. */
export const REASON_TERMS = ["no", "offered", "asked"] as const;
export type ReasonTerm = (typeof REASON_TERMS)[number];

/**
 * Whether a reader is asked before the reveal. Nobody has to write: to go on without words is always possible.
 *
 * @param term the assignment's; null in free practice
 * @param wished whether the reader wishes to be asked
 */
export function asksReasons(term: ReasonTerm | null, wished: boolean): boolean {
  return term === "asked" || (term !== "no" && wished);
}

/** How far a reader's words say what the reference says, best first. */
export const REASON_GRADES = ["said", "partly", "missed"] as const;
export type ReasonGrade = (typeof REASON_GRADES)[number];

/** Who marks: the reader, and the faculty with one mark between them. */
export const REASON_SIDES = ["reader", "faculty"] as const;
export type ReasonSide = (typeof REASON_SIDES)[number];

/** A side's mark of a part. */
export type ReasonMark = {
  readonly grade: ReasonGrade;
  /** The last one given while the other side's could not be seen: what agreement is counted of. */
  readonly blindGrade: ReasonGrade;
};
