import { boolean, float, nullable, text, textOf, timestamp, uuid, type ValuesOf } from "@/lib/db/columns";
import { endFor } from "@/lib/domain/assignments/schedule";
import type { LateState, Offered } from "@/lib/domain/late-answers/views";
import {
  scheduleColumns,
  scheduleRow,
  termsColumns,
  termsRow,
  toSchedule,
  toTerms,
} from "@/lib/sql/schedule";

/** The columns of a late answer `l`, with the rules of time of its assignment `a` for its reader `ar`. */
export const lateColumns = `l.id, l.case_id, l.given_at, l.arrived_at, l.refusal, l.barred, l.taken, l.reason,
  ${scheduleColumns}, ${termsColumns}`;

export const lateRow = {
  ...scheduleRow,
  ...termsRow,
  id: uuid,
  case_id: uuid,
  given_at: timestamp,
  arrived_at: timestamp,
  refusal: textOf(["closed", "time-up", "released", "lapsed"]),
  barred: nullable(textOf(["released", "told"])),
  taken: nullable(boolean),
  reason: nullable(text),
};

export const clockColumns = "l.phase_given_at, l.clock_ms, l.clock_before_ms, l.clock_before_at";

export const clockRow = {
  phase_given_at: nullable(timestamp),
  clock_ms: nullable(float),
  clock_before_ms: nullable(float),
  clock_before_at: nullable(timestamp),
};

export type LateRow = ValuesOf<typeof lateRow>;

export function stateOf({ taken, barred }: Pick<LateRow, "taken" | "barred">): LateState {
  if (taken !== null) return taken ? "taken" : "left";
  return barred === null ? "waiting" : "barred";
}

/** When its assignment ended for its reader; null where that is no longer before it came. */
export function endOf(row: LateRow): Date | null {
  const end = endFor(toSchedule(row), toTerms(row));
  return end !== null && end <= row.arrived_at ? end : null;
}

export function toOffered(row: LateRow): Offered {
  return {
    id: row.id,
    state: stateOf(row),
    refusal: row.refusal,
    arrivedAt: row.arrived_at.toISOString(),
    endedAt: endOf(row)?.toISOString() ?? null,
  };
}
