import type pg from "pg";
import type { Database } from "../../db/client";
import { inTransaction } from "../../db/transaction";
import { ZONE_TIME_MS } from "../../domain/attempts/state";
import {
  type CohortWeekKey,
  makeCaseFigures,
  makeCohortWeeks,
  makeUserWeeks,
  type UserWeekKey,
} from "./make-figures";

/** Attempts taken up in one transaction. */
const BATCH = 5_000;

/** Of Postgres' advisory locks: one process makes figures at a time. */
const FIGURES_LOCK = 7_204_001;

/**
 * Makes the figures anew that attempts made due since the last time: of their readers' weeks, of the cohorts' weeks
 * that they count in, and of their cases. Nothing is lost when it is stopped: what is due goes with the transaction
 * that makes the figures. Where another process is at it, nothing is done.
 *
 * @returns how many attempts were taken up
 */
export async function refreshDueFigures(db: Database, now: Date): Promise<number> {
  let taken = 0;
  for (;;) {
    const batch = await inTransaction(db, (client) => refreshBatch(client, now));
    taken += batch;
    if (batch < BATCH) return taken;
  }
}

async function refreshBatch(client: pg.PoolClient, now: Date): Promise<number> {
  const { rows } = await client.query<{ mine: boolean }>("SELECT pg_try_advisory_xact_lock($1) AS mine", [
    FIGURES_LOCK,
  ]);
  if (!rows[0]?.mine) return 0;
  await markWhatTimeChanged(client, now);
  const due = await client.query<{ user_id: string; case_id: string; locked_at: Date }>(
    `DELETE FROM figures_due WHERE id IN (SELECT id FROM figures_due ORDER BY id LIMIT $1)
     RETURNING user_id, case_id, locked_at`,
    [BATCH],
  );
  if (due.rows.length === 0) return 0;
  const userIds = due.rows.map((row) => row.user_id);
  const times = due.rows.map((row) => row.locked_at);
  const userKeys = await client.query<UserWeekKey>(weeksOfUsers, [userIds, times]);
  const cohortKeys = await client.query<CohortWeekKey>(weeksOfCohorts, [userIds, times]);
  await makeUserWeeks(client, now, userKeys.rows);
  await makeCohortWeeks(client, now, cohortKeys.rows);
  await makeCaseFigures(client, now, [...new Set(due.rows.map((row) => row.case_id))].sort());
  return due.rows.length;
}

const mondayOf = "date_trunc('week', k.locked_at AT TIME ZONE i.time_zone)::date";

const weeksOfUsers = `SELECT DISTINCT k.user_id AS "userId", ${mondayOf}::text AS week
  FROM unnest($1::uuid[], $2::timestamptz[]) AS k(user_id, locked_at)
  JOIN "user" u ON u.id = k.user_id
  JOIN institution i ON i.id = u.institution_id`;

// Whatever cohort the reader is or was in: one that has nothing of that week is forgotten as it is made.
const weeksOfCohorts = `SELECT DISTINCT m.cohort_id AS "cohortId", ${mondayOf}::text AS week
  FROM unnest($1::uuid[], $2::timestamptz[]) AS k(user_id, locked_at)
  JOIN membership m ON m.user_id = k.user_id
  JOIN cohort o ON o.id = m.cohort_id
  JOIN institution i ON i.id = o.institution_id`;

/** Open attempts become misses after a day, and results are released at a time set before: nobody tells of either. */
async function markWhatTimeChanged(client: pg.PoolClient, now: Date): Promise<void> {
  const missedBy = new Date(now.getTime() - ZONE_TIME_MS);
  const state = await client.query<{ lapsed_until: Date }>("SELECT lapsed_until FROM figures_state");
  const since = state.rows[0]?.lapsed_until ?? new Date(0);
  if (since >= now) return;
  const missedSince = new Date(since.getTime() - ZONE_TIME_MS);
  await client.query(
    `INSERT INTO figures_due (user_id, case_id, locked_at)
     SELECT user_id, case_id, locked_at FROM attempt
     WHERE zone_at IS NULL AND ordinal = 1 AND locked_at > $1 AND locked_at <= $2`,
    [missedSince, missedBy],
  );
  await client.query(
    `INSERT INTO figures_due (user_id, case_id, locked_at)
     SELECT t.user_id, t.case_id, t.locked_at FROM assignment a
     JOIN assignment_reader r ON r.assignment_id = a.id
     JOIN assignment_item i ON i.assignment_id = a.id
     JOIN attempt t ON t.user_id = r.user_id AND t.case_id = i.case_id AND t.ordinal = 1
     WHERE a.results_released_at > $1 AND a.results_released_at <= $2`,
    [since, now],
  );
  await client.query(
    `INSERT INTO figures_state (id, lapsed_until) VALUES (1, $1) ON CONFLICT (id) DO UPDATE SET lapsed_until = $1`,
    [now],
  );
}
