import { bigint, boolean, integer, timestamp } from "@/lib/db/columns";
import { constant, statement } from "@/lib/db/statement";
import { ESTIMATES_VERSION } from "@/lib/domain/practice/estimates-version";

/** Of Postgres' advisory locks, in SQL: one process makes estimates at a time. */
export const ESTIMATES_LOCK = constant(bigint, 7_204_002);

export const tryEstimatesLock = statement({
  name: "try-estimates-lock",
  row: { mine: boolean },
  sql: `SELECT pg_try_advisory_xact_lock(${ESTIMATES_LOCK}) AS mine`,
});

export const estimatesState = statement({
  name: "estimates-state",
  row: { folded_until: timestamp, current: boolean, newer: boolean },
  sql: `SELECT folded_until, version = ${constant(integer, ESTIMATES_VERSION)} AS current,
    version > ${constant(integer, ESTIMATES_VERSION)} AS newer FROM estimates_state`,
});
