import { z } from "zod";
import { may } from "../../auth/policy";
import { isLate, standingOf } from "../../domain/assignments/schedule";
import type { AssignmentDetail, Joiners, ReaderRow } from "../../domain/assignments/views";
import { isOver } from "../../sql/attempts";
import { type TermsRow, termsColumns, toSchedule, toTerms } from "../../sql/schedule";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";
import { countSeen } from "./count-seen";
import { type SummaryRow, summaryColumns, toSummary } from "./list-assignments";

const oneAssignment = {
  name: "one-assignment",
  text: `SELECT ${summaryColumns}, a.mode AS assignment_mode, a.instructions, a.time_limit_minutes,
      a.attempts_allowed, a.shuffled, a.model_shown, a.created_at, u.name AS author,
      ARRAY(SELECT i.case_id FROM assignment_item i WHERE i.assignment_id = a.id) AS case_ids
    FROM assignment a JOIN case_set s ON s.id = a.case_set_id LEFT JOIN "user" u ON u.id = a.author_id
    WHERE a.id = $1 AND a.institution_id = $2`,
};

type AssignmentRow = SummaryRow & {
  assignment_mode: SummaryRow["mode"];
  instructions: string;
  time_limit_minutes: number | null;
  attempts_allowed: number;
  shuffled: boolean;
  model_shown: boolean;
  created_at: Date;
  author: string | null;
  case_ids: string[];
};

const readersOfAssignment = {
  name: "readers-of-assignment",
  text: `SELECT ar.user_id, u.name, u.email, c.name AS cohort, ${termsColumns}, ar.excuse,
      coalesce(d.answered, 0) AS answered, coalesce(d.attempts, '[]') AS attempts
    FROM assignment_reader ar
    JOIN "user" u ON u.id = ar.user_id
    LEFT JOIN cohort c ON c.id = ar.cohort_id
    LEFT JOIN (
      SELECT t.user_id, count(DISTINCT t.case_id) FILTER (WHERE ${isOver("$2")})::int AS answered,
        jsonb_agg(jsonb_build_array(extract(epoch FROM t.locked_at) * 1000, extract(epoch FROM t.zone_at) * 1000))
          AS attempts
      FROM attempt t WHERE t.assignment_id = $1 GROUP BY t.user_id
    ) d ON d.user_id = ar.user_id
    WHERE ar.assignment_id = $1 ORDER BY u.name, u.id`,
};

type ReaderOfRow = TermsRow & {
  user_id: string;
  name: string;
  email: string;
  cohort: string | null;
  excuse: string | null;
  answered: number;
  /** Locked and submitted, in milliseconds since 1970. */
  attempts: [number, number | null][];
};

// Residents who are in one of its cohorts by now, and don't have it.
const joinersOfAssignment = {
  name: "joiners-of-assignment",
  text: `SELECT c.id AS "cohortId", c.name AS cohort, count(*)::int AS residents
    FROM cohort c
    JOIN membership m ON m.cohort_id = c.id AND m.left_at IS NULL
    JOIN "user" u ON u.id = m.user_id AND u.role = 'resident' AND u.deactivated_at IS NULL
    WHERE c.id IN (SELECT cohort_id FROM assignment_reader WHERE assignment_id = $1)
      AND NOT EXISTS (SELECT 1 FROM assignment_reader ar WHERE ar.assignment_id = $1 AND ar.user_id = u.id)
    GROUP BY c.id, c.name ORDER BY c.name`,
};

/** An assignment with its readers, to the faculty of its institution. */
export async function getAssignment(ctx: Context, id: string): Promise<Result<AssignmentDetail>> {
  const { actor, db, now } = ctx;
  const assignmentId = z.uuid().safeParse(id);
  if (!may(actor, "assign") || !assignmentId.success) return notFound("assignment");
  const [row] = await db.query<AssignmentRow>(oneAssignment, [assignmentId.data, actor.institutionId]);
  if (!row) return notFound("assignment");
  const [readers, joiners] = await Promise.all([
    db.query<ReaderOfRow>(readersOfAssignment, [row.id, now]),
    db.query<Joiners>(joinersOfAssignment, [row.id]),
  ]);
  const rows = readers.map((reader) => toReaderRow(row, reader, now));
  const counted = rows.filter(({ standing }) => standing !== "excused");
  const seenBefore = await countSeen(db, {
    caseIds: row.case_ids,
    userIds: rows.map(({ userId }) => userId),
    before: row.created_at,
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
    author: row.author,
    rows,
    joiners,
    seenBefore,
  });
}

function toReaderRow(assignment: AssignmentRow, reader: ReaderOfRow, now: Date): ReaderRow {
  const schedule = toSchedule(assignment);
  const terms = toTerms(reader);
  const attempts = reader.attempts.map(([locked, zone]) => ({
    lockedAt: new Date(locked),
    zoneAt: zone === null ? null : new Date(zone),
  }));
  const last = Math.max(...attempts.map(({ lockedAt, zoneAt }) => (zoneAt ?? lockedAt).getTime()));
  return {
    userId: reader.user_id,
    name: reader.name,
    email: reader.email,
    cohort: reader.cohort,
    standing: standingOf(schedule, terms, { answered: reader.answered, cases: assignment.cases }, now),
    answered: reader.answered,
    late: attempts.filter((attempt) => isLate(schedule, terms, attempt)).length,
    begunAt: reader.begun_at?.toISOString() ?? null,
    lastAnswerAt: attempts.length > 0 ? new Date(last).toISOString() : null,
    extendedUntil: reader.extended_until?.toISOString() ?? null,
    excusedAt: reader.excused_at?.toISOString() ?? null,
    excuse: reader.excuse,
  };
}
