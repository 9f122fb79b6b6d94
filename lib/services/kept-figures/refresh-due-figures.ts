import type pg from "pg";
import type { Database } from "../../db/client";
import { inTransaction } from "../../db/transaction";
import { ZONE_TIME_MS } from "../../domain/attempts/zone-time";
import { makeCaseFigures, makePeriods, makeWeeks, type UserWeekKey } from "./make-figures";
import { groups } from "./statements";

/** Attempts taken up in one transaction: what a second brings, and no more than a few seconds' work. */
const BATCH = 500;
/** Groups whose periods are moved on to a new week in one transaction. */
const GROUPS = 10;
/** Cases in one transaction: each has thousands of attempts. */
const CASES = 40;

/** Of Postgres' advisory locks: one process makes figures at a time. */
export const FIGURES_LOCK = 7_204_001;

type RefreshOptions = {
  /** Aborted: nothing more is begun. */
  readonly signal?: AbortSignal;
  /** How many cases' figures are made at the most; the others stay due. All of them unless told. */
  readonly mostCases?: number;
};

/**
 * Makes the figures anew that attempts made due since the last time: first those of people and cohorts, and when there
 * are none left, those of cases. Nothing is lost when it is stopped: what is due goes with the transaction that makes
 * the figures. Where another process is at it, nothing is done.
 *
 * @returns how many attempts were taken up
 */
export async function refreshDueFigures(
  db: Database,
  now: Date,
  { signal, mostCases = Number.POSITIVE_INFINITY }: RefreshOptions = {},
): Promise<number> {
  let taken = 0;
  let cases = 0;
  while (!signal?.aborted) {
    const done = await inTransaction(db, async (client) => {
      const { rows } = await client.query<{ mine: boolean }>("SELECT pg_try_advisory_xact_lock($1) AS mine", [
        FIGURES_LOCK,
      ]);
      return rows[0]?.mine ? refreshSome(client, now, Math.min(CASES, mostCases - cases)) : NOTHING;
    });
    if (done.nothing) return taken;
    taken += done.attempts;
    cases += done.cases;
  }
  return taken;
}

/** Makes everything that is due, in the transaction of someone who holds the lock. */
export async function refreshAll(client: pg.ClientBase, now: Date): Promise<void> {
  while (!(await refreshSome(client, now, CASES)).nothing) {}
}

type Done = { readonly attempts: number; readonly cases: number; readonly nothing: boolean };

const NOTHING: Done = { attempts: 0, cases: 0, nothing: true };

async function refreshSome(client: pg.ClientBase, now: Date, mostCases: number): Promise<Done> {
  await markWhatTimeChanged(client, now);
  const attempts = await refreshPeople(client, now);
  if (attempts > 0) return { attempts, cases: 0, nothing: false };
  if (await movePeriods(client, now)) return { attempts: 0, cases: 0, nothing: false };
  const cases = mostCases > 0 ? await refreshCases(client, now, mostCases) : 0;
  return { attempts: 0, cases, nothing: cases === 0 };
}

async function refreshPeople(client: pg.ClientBase, now: Date): Promise<number> {
  const due = await client.query<{ user_id: string; case_id: string; locked_at: Date }>(
    `DELETE FROM figures_due WHERE id IN (SELECT id FROM figures_due ORDER BY id LIMIT $1)
     RETURNING user_id, case_id, locked_at`,
    [BATCH],
  );
  if (due.rows.length === 0) return 0;
  await client.query(
    "INSERT INTO case_due (case_id) SELECT DISTINCT unnest($1::uuid[]) ON CONFLICT (case_id) DO NOTHING",
    [due.rows.map((row) => row.case_id)],
  );
  const keys = await client.query<UserWeekKey>(weeksOfUsers, [
    due.rows.map((row) => row.user_id),
    due.rows.map((row) => row.locked_at),
  ]);
  await makeWeeks(client, now, keys.rows);
  return due.rows.length;
}

const weeksOfUsers = `SELECT DISTINCT k.user_id AS "userId",
    date_trunc('week', k.locked_at AT TIME ZONE i.time_zone)::date::text AS week
  FROM unnest($1::uuid[], $2::timestamptz[]) AS k(user_id, locked_at)
  JOIN "user" u ON u.id = k.user_id
  JOIN institution i ON i.id = u.institution_id`;

const oldPeriods = `SELECT p.group_id FROM group_period p JOIN ${groups} g ON g.group_id = p.group_id
  WHERE p.weeks = 0 AND p.until <> g.monday LIMIT ${GROUPS}`;

/** On Mondays each period loses its first week and takes in the new one. */
async function movePeriods(client: pg.ClientBase, now: Date): Promise<boolean> {
  const old = await client.query<{ group_id: string }>(oldPeriods, [now]);
  if (old.rows.length === 0) return false;
  const members = await client.query<{ group_id: string; user_id: string }>(
    "SELECT DISTINCT group_id, user_id FROM member_week WHERE group_id = ANY($1::uuid[])",
    [old.rows.map((row) => row.group_id)],
  );
  await makePeriods(
    client,
    now,
    members.rows.map((row) => [row.group_id, row.user_id]),
  );
  return true;
}

async function refreshCases(client: pg.ClientBase, now: Date, most: number): Promise<number> {
  const { rows } = await client.query<{ case_id: string }>(
    "DELETE FROM case_due WHERE case_id IN (SELECT case_id FROM case_due LIMIT $1) RETURNING case_id",
    [most],
  );
  if (rows.length === 0) return 0;
  await makeCaseFigures(
    client,
    now,
    rows.map((row) => row.case_id),
  );
  return rows.length;
}

/** Open attempts become misses after a day, and results are released at a time set before: nobody tells of either. */
async function markWhatTimeChanged(client: pg.ClientBase, now: Date): Promise<void> {
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
