import type { Schedule, Terms } from "../../domain/assignments/schedule";
import type { Mode } from "../../domain/attempts/mode";

/** The columns of an assignment `a` that its rules of time are made of. */
export const scheduleColumns = `a.mode AS assignment_mode, a.opens_at, a.due_at, a.closes_at, a.time_limit_minutes,
  a.results_released_at`;

export type ScheduleRow = {
  assignment_mode: Mode;
  opens_at: Date;
  due_at: Date | null;
  closes_at: Date | null;
  time_limit_minutes: number | null;
  results_released_at: Date | null;
};

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

export type TermsRow = { extended_until: Date | null; excused_at: Date | null; begun_at: Date | null };

export function toTerms(row: TermsRow): Terms {
  return { extendedUntil: row.extended_until, excusedAt: row.excused_at, begunAt: row.begun_at };
}

/**
 * Whether the attempt `t` is over, as SQL: its zone is stored, or it became a miss because another was begun or a day
 * has passed (lib/domain/attempts/state.ts). `now` is an SQL expression.
 */
export const attemptIsOver = (now: string): string => `(
    t.zone_at IS NOT NULL OR t.locked_at <= ${now}::timestamptz - interval '1 day' OR EXISTS (
      SELECT 1 FROM attempt o WHERE o.user_id = t.user_id AND o.case_id = t.case_id AND o.ordinal > t.ordinal
    )
  )`;
