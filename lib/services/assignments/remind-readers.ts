import type { Database } from "../../db/client";
import { integer, nullable, text, timestamp, uuid, uuids } from "../../db/columns";
import { type RowOf, statement } from "../../db/statement";
import { inTransaction } from "../../db/transaction";
import { type AssignmentFacts, releasedMessage, reminderMessage } from "../../domain/assignments/messages";
import { doneInAssignment } from "../../sql/attempts";
import { isExam } from "../../sql/modes";
import { span } from "../../sql/time";
import { mode } from "../../sql/types";
import { type Telling, tell } from "../notices/tell";
import { tellHeldComments } from "../results/tell-held-comments";
import { assignmentHref } from "./parts/give-to-readers";
import { releaseKey } from "./release-results";

/** Whoever was told of an assignment so lately is reminded later. */
const NEW_FOR_MS = 12 * 60 * 60 * 1000;
/** A release of so long ago, since when no server ran, is no news. */
const NEWS_FOR_MS = 7 * 24 * 60 * 60 * 1000;
/** A reminder is written when the time that is left, in hours, lies between these. */
const REMINDERS = [
  { hours: 48, from: 24 },
  { hours: 24, from: 0 },
] as const;

const unfinishedRow = {
  id: uuid,
  name: text,
  mode,
  opens_at: timestamp,
  time_limit_minutes: nullable(integer),
  user_id: uuid,
  time_zone: text,
  closes_at: nullable(timestamp),
  cases: integer,
  answered: integer,
};

// Who has not finished what is due in more than `from` and up to `hours` hours, and was not told so. Who was given it, or
// reminded by somebody, within the last twelve hours has just been told when it is due.
const unfinishedReaders = statement({
  name: "unfinished-readers",
  params: { now: timestamp, from: integer, hours: integer, key: text },
  row: { ...unfinishedRow, due_at: timestamp },
  sql: `SELECT a.id, a.name, a.mode, a.opens_at, a.time_limit_minutes, ar.user_id, n.time_zone,
    greatest(a.due_at, ar.extended_until) AS due_at, a.closes_at, cases.n AS cases, coalesce(done.n, 0) AS answered
  FROM assignment a
  JOIN institution n ON n.id = a.institution_id
  JOIN assignment_reader ar ON ar.assignment_id = a.id AND ar.excused_at IS NULL
  CROSS JOIN LATERAL (SELECT count(*)::int AS n FROM assignment_item i WHERE i.assignment_id = a.id) cases
  LEFT JOIN LATERAL (
    SELECT count(DISTINCT t.case_id)::int AS n FROM attempt t
    WHERE t.user_id = ar.user_id AND t.assignment_id = a.id AND ${doneInAssignment("$now")}
  ) done ON true
  WHERE a.opens_at <= $now AND a.due_at IS NOT NULL
    AND greatest(a.due_at, ar.extended_until) > $now + make_interval(hours => $from)
    AND greatest(a.due_at, ar.extended_until) <= $now + make_interval(hours => $hours)
    AND (NOT ${isExam("a.mode")} OR a.results_released_at IS NULL OR a.results_released_at > $now)
    AND (a.time_limit_minutes IS NULL OR ar.begun_at IS NULL
      OR ar.begun_at + make_interval(mins => a.time_limit_minutes) > $now)
    AND coalesce(done.n, 0) < cases.n
    AND NOT EXISTS (
      SELECT 1 FROM mail m WHERE m.key = 'assignment.new ' || a.id || ' ' || ar.user_id
        AND m.created_at > $now - ${span(NEW_FOR_MS)}
    )
    AND (ar.reminded_at IS NULL OR ar.reminded_at <= $now - ${span(NEW_FOR_MS)})
    AND NOT EXISTS (SELECT 1 FROM mail m WHERE m.key = $key || a.id || ' ' || ar.user_id || ' ' ||
      to_char(greatest(a.due_at, ar.extended_until) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI'))
  ORDER BY a.id, ar.user_id LIMIT 500`,
});

const markReminded = statement({
  name: "mark-readers-reminded",
  params: { assignmentIds: uuids, userIds: uuids, now: timestamp },
  sql: `UPDATE assignment_reader ar SET reminded_at = $now
    FROM unnest($assignmentIds, $userIds) AS x(assignment_id, user_id)
    WHERE ar.assignment_id = x.assignment_id AND ar.user_id = x.user_id`,
});

/**
 * Reminds readers of what is due within 48 and within 24 hours and not done, and tells of releases that were set for a
 * time and have come. Each is told once, however many processes are at it.
 *
 * @returns how many were told
 */
export async function remindReaders(db: Database, now: Date): Promise<number> {
  let told = 0;
  for (const reminder of REMINDERS) told += await remind(db, reminder, now);
  return told + (await tellReleases(db, now));
}

async function remind(db: Database, { hours, from }: (typeof REMINDERS)[number], now: Date): Promise<number> {
  const prefix = `assignment.due-${hours} `;
  return inTransaction(db, async (tx) => {
    const rows = await tx.all(unfinishedReaders, { now, from, hours, key: prefix });
    let told = 0;
    for (const id of new Set(rows.map((row) => row.id))) {
      const readers = rows.filter((row) => row.id === id);
      const tellings = readers.map(
        (row): Telling => ({
          userId: row.user_id,
          message: reminderMessage({ ...factsOf(row), dueAt: row.due_at }, hours),
          key: `${prefix}${id} ${row.user_id} ${row.due_at.toISOString().slice(0, 16)}`,
        }),
      );
      told += await tell(tx, tellings, { kind: "assignment.due", href: assignmentHref(id), now });
    }
    await tx.run(markReminded, {
      assignmentIds: rows.map((row) => row.id),
      userIds: rows.map((row) => row.user_id),
      now,
    });
    return told;
  });
}

function factsOf(row: RowOf<typeof newlyReleased>): AssignmentFacts & { answered: number } {
  return {
    name: row.name,
    mode: row.mode,
    cases: row.cases,
    answered: row.answered,
    opensAt: row.opens_at,
    dueAt: row.due_at,
    closesAt: row.closes_at,
    timeLimitMinutes: row.time_limit_minutes,
    timeZone: row.time_zone,
  };
}

// Results that came with each answer from the beginning are no news: they were out when the assignment was made.
const newlyReleased = statement({
  name: "newly-released",
  params: { now: timestamp },
  row: { ...unfinishedRow, due_at: nullable(timestamp) },
  sql: `SELECT a.id, a.name, a.mode, a.opens_at, a.time_limit_minutes, ar.user_id, n.time_zone,
    a.due_at, a.closes_at, 0 AS cases, 0 AS answered
  FROM assignment a
  JOIN institution n ON n.id = a.institution_id
  JOIN assignment_reader ar ON ar.assignment_id = a.id AND ar.excused_at IS NULL
  WHERE a.results_released_at <= $now AND a.results_released_at > $now - ${span(NEWS_FOR_MS)}
    AND a.results_released_at > a.created_at
    AND NOT EXISTS (SELECT 1 FROM mail m WHERE m.key = 'assignment.release ' || a.id || ' ' || ar.user_id)
  ORDER BY a.id, ar.user_id LIMIT 500`,
});

async function tellReleases(db: Database, now: Date): Promise<number> {
  return inTransaction(db, async (tx) => {
    const rows = await tx.all(newlyReleased, { now });
    let told = 0;
    for (const id of new Set(rows.map((row) => row.id))) {
      const readers = rows.filter((row) => row.id === id);
      const tellings = readers.map(
        (row): Telling => ({
          userId: row.user_id,
          message: releasedMessage(factsOf(row)),
          key: releaseKey(id, row.user_id),
        }),
      );
      told += await tell(tx, tellings, { kind: "assignment.release", href: assignmentHref(id), now });
      const assignment = { id, name: readers[0]!.name, href: assignmentHref(id) };
      const userIds = readers.map((row) => row.user_id);
      told += await tellHeldComments(tx, assignment, userIds, now);
    }
    return told;
  });
}
