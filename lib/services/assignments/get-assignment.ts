import { z } from "zod";
import { may } from "../../auth/policy";
import { boolean, integer, jsonOf, nullable, text, timestamp, uuid, uuids } from "../../db/columns";
import { type RowOf, statement } from "../../db/statement";
import { canAnswer, isLate, standingOf } from "../../domain/assignments/schedule";
import type { AssignmentDetail, ReaderRow } from "../../domain/assignments/views";
import { doneInAssignment } from "../../sql/attempts";
import { termsColumns, termsRow, toSchedule, toTerms } from "../../sql/schedule";
import { aidKind, mode, reasonTerm } from "../../sql/types";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";
import { summaryColumns, summaryRow, toSummary } from "./list-assignments";
import { seenBefore } from "./parts/seen-before";

const oneAssignment = statement({
  name: "one-assignment",
  params: { assignmentId: uuid, institutionId: uuid },
  row: {
    ...summaryRow,
    assignment_mode: mode,
    instructions: text,
    time_limit_minutes: nullable(integer),
    attempts_allowed: integer,
    shuffled: boolean,
    model_shown: boolean,
    reasons: reasonTerm,
    second_look: nullable(aidKind),
    created_at: timestamp,
    author: nullable(text),
    case_ids: uuids,
  },
  sql: `SELECT ${summaryColumns}, a.mode AS assignment_mode, a.instructions, a.time_limit_minutes,
      a.attempts_allowed, a.shuffled, a.model_shown, a.reasons, a.second_look, a.created_at, u.name AS author,
      ARRAY(SELECT i.case_id FROM assignment_item i WHERE i.assignment_id = a.id) AS case_ids
    FROM assignment a JOIN case_set s ON s.id = a.case_set_id LEFT JOIN "user" u ON u.id = a.author_id
    WHERE a.id = $assignmentId AND a.institution_id = $institutionId`,
});

const readersOfAssignment = statement({
  name: "readers-of-assignment",
  params: { assignmentId: uuid, now: timestamp },
  row: {
    ...termsRow,
    user_id: uuid,
    name: text,
    email: text,
    cohort: nullable(text),
    excuse: nullable(text),
    reminded_at: nullable(timestamp),
    has_left: boolean,
    answered: integer,
    /** Locked and submitted, in milliseconds since 1970. */
    attempts: jsonOf(z.array(z.tuple([z.number(), z.number().nullable()]))),
  },
  sql: `SELECT ar.user_id, u.name, u.email, c.name AS cohort, ${termsColumns}, ar.excuse, ar.reminded_at,
      u.deactivated_at IS NOT NULL AS has_left,
      coalesce(d.answered, 0) AS answered, coalesce(d.attempts, '[]') AS attempts
    FROM assignment_reader ar
    JOIN "user" u ON u.id = ar.user_id
    LEFT JOIN cohort c ON c.id = ar.cohort_id
    LEFT JOIN (
      SELECT t.user_id, count(DISTINCT t.case_id) FILTER (WHERE ${doneInAssignment("$now")})::int AS answered,
        jsonb_agg(jsonb_build_array(extract(epoch FROM t.locked_at) * 1000, extract(epoch FROM t.zone_at) * 1000))
          AS attempts
      FROM attempt t WHERE t.assignment_id = $assignmentId GROUP BY t.user_id
    ) d ON d.user_id = ar.user_id
    WHERE ar.assignment_id = $assignmentId ORDER BY u.name, u.id`,
});

// Residents who are in one of its cohorts by now, and don't have it.
const joinersOfAssignment = statement({
  name: "joiners-of-assignment",
  params: { assignmentId: uuid },
  row: { cohortId: uuid, cohort: text, residents: integer },
  sql: `SELECT c.id AS "cohortId", c.name AS cohort, count(*)::int AS residents
    FROM cohort c
    JOIN membership m ON m.cohort_id = c.id AND m.left_at IS NULL
    JOIN "user" u ON u.id = m.user_id AND u.role = 'resident' AND u.deactivated_at IS NULL
    WHERE c.id IN (SELECT cohort_id FROM assignment_reader WHERE assignment_id = $assignmentId)
      AND NOT EXISTS (SELECT 1 FROM assignment_reader ar WHERE ar.assignment_id = $assignmentId AND ar.user_id = u.id)
    GROUP BY c.id, c.name ORDER BY c.name`,
});

/** An assignment with its readers, to the faculty of its institution. */
export async function getAssignment(ctx: Context, id: string): Promise<Result<AssignmentDetail>> {
  const { actor, db, now } = ctx;
  const assignmentId = z.uuid().safeParse(id);
  if (!may(actor, "assign") || !assignmentId.success) return notFound("assignment");
  const row = await db.find(oneAssignment, {
    assignmentId: assignmentId.data,
    institutionId: actor.institutionId,
  });
  if (!row) return notFound("assignment");
  const [readers, joiners] = await Promise.all([
    db.all(readersOfAssignment, { assignmentId: row.id, now }),
    db.all(joinersOfAssignment, { assignmentId: row.id }),
  ]);
  const rows = readers.map((reader) => toReaderRow(row, reader, now));
  const counted = rows.filter(({ standing }) => standing !== "excused");
  const seen = await db.get(seenBefore, {
    caseIds: row.case_ids,
    userIds: rows.map(({ userId }) => userId),
    before: new Date(Math.max(+row.opens_at, +row.created_at)),
    assignmentId: row.id,
  });
  return succeed({
    ...toSummary({
      ...row,
      readers: counted.length,
      begun: counted.filter(({ begunAt }) => begunAt !== null).length,
      done: counted.filter(({ standing }) => standing === "done").length,
    }),
    instructions: row.instructions,
    timeLimitMinutes: row.time_limit_minutes,
    attemptsAllowed: row.attempts_allowed,
    shuffled: row.shuffled,
    modelShown: row.model_shown,
    reasons: row.reasons,
    secondLook: row.second_look,
    author: row.author,
    rows,
    joiners,
    seenBefore: seen,
  });
}

function toReaderRow(
  assignment: RowOf<typeof oneAssignment>,
  reader: RowOf<typeof readersOfAssignment>,
  now: Date,
): ReaderRow {
  const schedule = toSchedule(assignment);
  const terms = toTerms(reader);
  const attempts = reader.attempts.map(([locked, zone]) => ({
    lockedAt: new Date(locked),
    zoneAt: zone === null ? null : new Date(zone),
  }));
  const last = Math.max(...attempts.map(({ lockedAt, zoneAt }) => (zoneAt ?? lockedAt).getTime()));
  const standing = standingOf(schedule, terms, { answered: reader.answered, cases: assignment.cases }, now);
  return {
    userId: reader.user_id,
    name: reader.name,
    email: reader.email,
    cohort: reader.cohort,
    standing,
    hasLeft: reader.has_left,
    notBegun: !reader.has_left && canAnswer(standing) && reader.begun_at === null && attempts.length === 0,
    remindedAt: reader.reminded_at?.toISOString() ?? null,
    answered: reader.answered,
    late: attempts.filter((attempt) => isLate(schedule, terms, attempt)).length,
    begunAt: reader.begun_at?.toISOString() ?? null,
    lastAnswerAt: attempts.length > 0 ? new Date(last).toISOString() : null,
    extendedUntil: reader.extended_until?.toISOString() ?? null,
    excusedAt: reader.excused_at?.toISOString() ?? null,
    excuse: reader.excuse,
  };
}
