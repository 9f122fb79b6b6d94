import { integer, maybe, nullable, timestamp, type ValuesOf } from "../db/columns";
import type { Schedule, Terms } from "../domain/assignments/schedule";
import { mode } from "./types";

/** The columns of an assignment `a` that its rules of time are made of. */
export const scheduleColumns = `a.mode AS assignment_mode, a.opens_at, a.due_at, a.closes_at, a.time_limit_minutes,
  a.results_released_at`;

export const scheduleRow = {
  assignment_mode: mode,
  opens_at: timestamp,
  due_at: nullable(timestamp),
  closes_at: nullable(timestamp),
  time_limit_minutes: nullable(integer),
  results_released_at: nullable(timestamp),
};

export type ScheduleRow = ValuesOf<typeof scheduleRow>;

/** The same where there may be no assignment. */
export const maybeScheduleRow = maybe(scheduleRow);

/** Null where the row is of no assignment. */
export const maybeSchedule = (row: ValuesOf<typeof maybeScheduleRow>): Schedule | null =>
  row.assignment_mode === null ? null : toSchedule(row as ScheduleRow);

export function toSchedule(row: ScheduleRow): Schedule {
  return {
    mode: row.assignment_mode,
    opensAt: row.opens_at,
    dueAt: row.due_at,
    closesAt: row.closes_at,
    timeLimitMinutes: row.time_limit_minutes,
    resultsReleasedAt: row.results_released_at,
  };
}

/** The columns of an assignment's reader `ar`. */
export const termsColumns = "ar.extended_until, ar.excused_at, ar.begun_at";

export const termsRow = {
  extended_until: nullable(timestamp),
  excused_at: nullable(timestamp),
  begun_at: nullable(timestamp),
};

export type TermsRow = ValuesOf<typeof termsRow>;

export function toTerms(row: TermsRow): Terms {
  return { extendedUntil: row.extended_until, excusedAt: row.excused_at, begunAt: row.begun_at };
}

/** SQL that notes what a reader's clock shows, of `$clockMs` and `$now`, in a row of `assignment_reader`. */
export const setClock = `clock_ms = coalesce($clockMs, clock_ms),
  clock_at = CASE WHEN $clockMs IS NULL THEN clock_at ELSE $now END`;
