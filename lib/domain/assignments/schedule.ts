import { z } from "zod";
import { type Mode, rulesOf } from "../attempts/mode";

/** An assignment's rules of time, the same for all of its readers. */
export type Schedule = {
  readonly mode: Mode;
  readonly opensAt: Date;
  readonly dueAt: Date | null;
  readonly closesAt: Date | null;
  readonly timeLimitMinutes: number | null;
  readonly resultsReleasedAt: Date | null;
};

/** What holds for one reader alone. */
export type Terms = {
  readonly extendedUntil: Date | null;
  readonly excusedAt: Date | null;
  /** When the first case was shown. */
  readonly begunAt: Date | null;
};

/**
 * How long after the end a zone is still taken if its phase was locked before the end: for answers that wait in a
 * browser that lost its connection (docs/decisions/0012-the-end-of-an-assignment.md).
 */
export const GRACE_MS = 2 * 60 * 1000;

const MINUTE_MS = 60 * 1000;

const earliest = (...moments: readonly (Date | null)[]): Date | null =>
  moments.reduce((first, each) => (first === null || (each !== null && each < first) ? each : first), null);

const later = (a: Date, b: Date | null): Date => (b !== null && b > a ? b : a);

/** When it is due for a reader: an extension is a due date of the reader's own. */
export function dueFor(schedule: Schedule, terms: Terms): Date | null {
  return schedule.dueAt && later(schedule.dueAt, terms.extendedUntil);
}

/** When it closes for a reader; null: never. */
export function closingFor(schedule: Schedule, terms: Terms): Date | null {
  return schedule.closesAt && later(schedule.closesAt, terms.extendedUntil);
}

/** Whether the readers wait for their results: they are neither released nor told at once. */
export function holdsBack({ resultsReleasedAt }: Pick<Schedule, "resultsReleasedAt">, now: Date): boolean {
  return resultsReleasedAt === null || resultsReleasedAt > now;
}

/** When the released results end it: an exam's alone, since whoever answered later could know them. */
function releaseThatEnds({ mode, resultsReleasedAt }: Schedule): Date | null {
  return rulesOf(mode).isExam ? resultsReleasedAt : null;
}

/** When a reader's time is used up; null without a limit, or before the reader begins. */
function timeUpAt(schedule: Schedule, terms: Terms): Date | null {
  if (schedule.timeLimitMinutes === null || terms.begunAt === null) return null;
  return new Date(terms.begunAt.getTime() + schedule.timeLimitMinutes * MINUTE_MS);
}

/**
 * The moment from which a reader can answer nothing more: the closing, the end of the time limit or the release,
 * whichever comes first; null where no end is set.
 */
export function endFor(schedule: Schedule, terms: Terms): Date | null {
  return earliest(closingFor(schedule, terms), timeUpAt(schedule, terms), releaseThatEnds(schedule));
}

/** Why an assignment takes no answer; lapsed: its zone came more than a day after its phase. */
export const refusalSchema = z.enum(["not-open", "excused", "released", "closed", "time-up", "lapsed"]);
export type Refusal = z.infer<typeof refusalSchema>;

/** Whether an answer is refused because it came after the end: then it can be offered as a late one. */
export const isAfterEnd = (refusal: Refusal): boolean => refusal !== "not-open" && refusal !== "excused";

/** Why a reader can't begin an answer at a moment; null where one can. */
export function refusalOfLock(schedule: Schedule, terms: Terms, now: Date): Refusal | null {
  if (schedule.opensAt > now) return "not-open";
  if (terms.excusedAt !== null) return "excused";
  return ended(schedule, terms, now);
}

/**
 * Why the zone of an answer whose phase is locked is not taken; null where it is. A locked phase was in time: its zone
 * may come a little after the closing or the time limit, and never after the release.
 */
export function refusalOfZone(schedule: Schedule, terms: Terms, now: Date): Refusal | null {
  const released = releaseThatEnds(schedule);
  if (released !== null && released <= now) return "released";
  return ended(schedule, terms, new Date(now.getTime() - GRACE_MS));
}

function ended(schedule: Schedule, terms: Terms, now: Date): Refusal | null {
  const passed = (moment: Date | null): boolean => moment !== null && moment <= now;
  if (passed(releaseThatEnds(schedule))) return "released";
  if (passed(closingFor(schedule, terms))) return "closed";
  return passed(timeUpAt(schedule, terms)) ? "time-up" : null;
}

/** Whether an answer came late: its zone after the reader's due date, with the same grace where its phase was in time. */
export function isLate(
  schedule: Schedule,
  terms: Terms,
  attempt: { readonly lockedAt: Date; readonly zoneAt: Date | null },
): boolean {
  const due = dueFor(schedule, terms);
  if (due === null) return false;
  if (attempt.lockedAt >= due) return true;
  return attempt.zoneAt !== null && attempt.zoneAt.getTime() >= due.getTime() + GRACE_MS;
}

/**
 * Where a reader stands with an assignment.
 *
 * - upcoming: it is not open yet.
 * - excused: the reader need not do it.
 * - done: every case is answered.
 * - open, begun: it can be answered; without and with something done.
 * - late: it can be answered still, after it was due.
 * - time-up, closed: it can't be answered any more, and is not done.
 */
export const standingSchema = z.enum([
  "upcoming",
  "excused",
  "done",
  "open",
  "begun",
  "late",
  "time-up",
  "closed",
]);
export type Standing = z.infer<typeof standingSchema>;

/** How far a reader is with the cases. */
type Done = { readonly answered: number; readonly cases: number };

export function standingOf(schedule: Schedule, terms: Terms, done: Done, now: Date): Standing {
  if (terms.excusedAt !== null) return "excused";
  if (done.cases > 0 && done.answered >= done.cases) return "done";
  const refusal = refusalOfLock(schedule, terms, now);
  if (refusal === "not-open") return "upcoming";
  if (refusal === "time-up") return "time-up";
  if (refusal !== null) return "closed";
  const due = dueFor(schedule, terms);
  if (due !== null && due <= now) return "late";
  return terms.begunAt !== null || done.answered > 0 ? "begun" : "open";
}

/** Whether a reader can answer at this standing. */
export const canAnswer = (standing: Standing): boolean =>
  standing === "open" || standing === "begun" || standing === "late";
