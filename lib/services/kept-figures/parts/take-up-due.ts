import {
  bigint,
  boolean,
  integer,
  nullable,
  text,
  timestamp,
  timestamps,
  uuid,
  uuids,
} from "@/lib/db/columns";
import type { Queryable } from "@/lib/db/queryable";
import { constant, statement } from "@/lib/db/statement";
import { lacksLast, lapsedAt } from "@/lib/sql/attempts";
import { figuresAreCurrent, figuresAreNewer } from "@/lib/sql/figures";
import { casesOfSamePicture, firstAttemptsAtPictures } from "@/lib/sql/visibility";
import { makeCaseFigures, makePeriods, makeWeeks } from "./make-figures";
import { groups } from "./statements";

/** Attempts taken up in one transaction: what a second brings, and no more than a few seconds' work. */
const BATCH = 500;
/** Groups whose periods are moved on to a new week in one transaction. */
const GROUPS = 10;

/** Of Postgres' advisory locks, in SQL: one process makes figures at a time. */
export const FIGURES_LOCK = constant(bigint, 7_204_001);

export const currentFigures = statement({
  name: "current-figures",
  row: { current: boolean, newer: boolean },
  sql: `SELECT ${figuresAreCurrent} AS current, ${figuresAreNewer} AS newer`,
});

type Done = { readonly attempts: number; readonly cases: number; readonly nothing: boolean };

export const NOTHING: Done = { attempts: 0, cases: 0, nothing: true };

/**
 * Makes some of the figures anew that are due, in the transaction of someone who holds the lock: first those of people
 * and cohorts, and when there are none left, those of cases.
 */
export async function takeUpDue(tx: Queryable, now: Date, mostCases: number): Promise<Done> {
  await markWhatTimeChanged(tx, now);
  await markAttemptsOfAll(tx);
  const attempts = await takeUpAttempts(tx, now);
  if (attempts > 0) return { attempts, cases: 0, nothing: false };
  if (await movePeriods(tx, now)) return { attempts: 0, cases: 0, nothing: false };
  const cases = mostCases > 0 ? await takeUpCases(tx, now, mostCases) : 0;
  return { attempts: 0, cases, nothing: cases === 0 };
}

const takeDueAll = statement({
  name: "take-due-all",
  row: { user_ids: nullable(uuids), case_ids: nullable(uuids) },
  sql: "DELETE FROM figures_due_all RETURNING user_ids, case_ids",
});

const markAttemptsDue = statement({
  name: "mark-attempts-due",
  params: { userIds: nullable(uuids), caseIds: nullable(uuids) },
  sql: `INSERT INTO figures_due (user_id, case_id, locked_at)
    SELECT user_id, case_id, locked_at FROM attempt
    WHERE ordinal = 1 AND ($userIds IS NULL OR user_id = ANY($userIds))
      AND ($caseIds IS NULL OR case_id IN ${casesOfSamePicture("$caseIds")})`,
  prepared: false,
});

/** Finds the attempts that markDue meant: its transaction has ended, and those stored beside it are seen too. */
async function markAttemptsOfAll(tx: Queryable): Promise<void> {
  for (const { user_ids: userIds, case_ids: caseIds } of await tx.all(takeDueAll)) {
    await tx.run(markAttemptsDue, { userIds, caseIds });
  }
}

const takeDueAttempts = statement({
  name: "take-due-attempts",
  row: { user_id: uuid, case_id: uuid, locked_at: timestamp },
  sql: `DELETE FROM figures_due WHERE id IN (SELECT id FROM figures_due ORDER BY id LIMIT ${BATCH})
    RETURNING user_id, case_id, locked_at`,
});

const markCasesDue = statement({
  name: "mark-cases-due",
  params: { caseIds: uuids },
  sql: "INSERT INTO case_due (case_id) SELECT DISTINCT unnest($caseIds) ON CONFLICT (case_id) DO NOTHING",
});

const weeksOfReaders = statement({
  name: "weeks-of-readers",
  params: { userIds: uuids, lockedAt: timestamps },
  row: { user_id: uuid, week: text },
  sql: `SELECT DISTINCT k.user_id, date_trunc('week', k.locked_at AT TIME ZONE i.time_zone)::date::text AS week
    FROM unnest($userIds, $lockedAt) AS k(user_id, locked_at)
    JOIN "user" u ON u.id = k.user_id
    JOIN institution i ON i.id = u.institution_id`,
  prepared: false,
});

async function takeUpAttempts(tx: Queryable, now: Date): Promise<number> {
  const due = await tx.all(takeDueAttempts);
  if (due.length === 0) return 0;
  await tx.run(markCasesDue, { caseIds: due.map((row) => row.case_id) });
  const weeks = await tx.all(weeksOfReaders, {
    userIds: due.map((row) => row.user_id),
    lockedAt: due.map((row) => row.locked_at),
  });
  await makeWeeks(tx, now, weeks);
  return due.length;
}

const oldPeriods = statement({
  name: "old-periods",
  params: { now: timestamp },
  row: { group_id: uuid },
  sql: `SELECT p.group_id FROM group_period p JOIN ${groups} g ON g.group_id = p.group_id
    WHERE p.weeks = 0 AND p.until <> g.monday LIMIT ${GROUPS}`,
});

const membersOfGroups = statement({
  name: "members-of-groups",
  params: { groupIds: uuids },
  row: { group_id: uuid, user_id: uuid },
  sql: "SELECT DISTINCT group_id, user_id FROM member_week WHERE group_id = ANY($groupIds)",
});

/** On Mondays each period loses its first week and takes in the new one. */
async function movePeriods(tx: Queryable, now: Date): Promise<boolean> {
  const old = await tx.all(oldPeriods, { now });
  if (old.length === 0) return false;
  const groupIds = old.map((row) => row.group_id);
  await makePeriods(tx, now, await tx.all(membersOfGroups, { groupIds }));
  return true;
}

const takeDueCases = statement({
  name: "take-due-cases",
  params: { most: integer },
  row: { case_id: uuid },
  sql: "DELETE FROM case_due WHERE case_id IN (SELECT case_id FROM case_due LIMIT $most) RETURNING case_id",
});

async function takeUpCases(tx: Queryable, now: Date, most: number): Promise<number> {
  const due = await tx.all(takeDueCases, { most });
  if (due.length === 0) return 0;
  await makeCaseFigures(
    tx,
    now,
    due.map((row) => row.case_id),
  );
  return due.length;
}

const moveTime = statement({
  name: "move-figures-in-time",
  params: { now: timestamp },
  row: { since: timestamp },
  sql: `UPDATE figures_state s SET lapsed_until = $now
    FROM (SELECT lapsed_until AS since FROM figures_state) o WHERE s.lapsed_until <> $now RETURNING o.since`,
});

const markLapsed = statement({
  name: "mark-lapsed-due",
  params: { since: timestamp, until: timestamp },
  sql: `INSERT INTO figures_due (user_id, case_id, locked_at)
    SELECT user_id, case_id, locked_at FROM attempt
    WHERE zone_at IS NULL AND ordinal = 1 AND locked_at > ${lapsedAt("$since")} AND locked_at <= ${lapsedAt("$until")}
    UNION ALL
    SELECT t.user_id, t.case_id, t.locked_at FROM attempt t
    WHERE ${lacksLast()} AND t.ordinal = 1 AND t.zone_at > ${lapsedAt("$since")} AND t.zone_at <= ${lapsedAt("$until")}`,
});

const markReleased = statement({
  name: "mark-released-due",
  params: { since: timestamp, until: timestamp },
  sql: `INSERT INTO figures_due (user_id, case_id, locked_at)
    SELECT DISTINCT t.user_id, t.case_id, t.locked_at FROM assignment a
    JOIN assignment_reader r ON r.assignment_id = a.id
    JOIN assignment_item i ON i.assignment_id = a.id ${firstAttemptsAtPictures("r.user_id", "i.case_id")}
    WHERE a.results_released_at > $since AND a.results_released_at <= $until`,
});

/**
 * Open attempts become misses in time, or their first answers stand, and results are released at a time set before: nobody tells of either. What is
 * kept is as of one moment, and goes back in time too (another server's clock is ahead, or somebody waited long for the
 * lock): what is made as of `now` lacks what changed between the two, and has to be made again when that comes.
 */
async function markWhatTimeChanged(tx: Queryable, now: Date): Promise<void> {
  const moved = await tx.find(moveTime, { now });
  if (!moved) return;
  const between = moved.since < now ? { since: moved.since, until: now } : { since: now, until: moved.since };
  await tx.run(markLapsed, between);
  await tx.run(markReleased, between);
}
