import type { User } from "../../auth/actor";
import { integer, nullable, text, timestamp, uuid } from "../../db/columns";
import type { Queryable } from "../../db/queryable";
import { statement } from "../../db/statement";
import { stepEndsAt } from "../../domain/attempts/state";
import { inTime, trustOf } from "../../domain/late-answers/clock";
import type { LateAnswerRow } from "../../domain/late-answers/views";
import { clockColumns, clockRow, endOf, lateColumns, lateRow, toOffered } from "./parts/late-rows";

const lateAnswersOf = statement({
  name: "late-answers-of-assignment",
  params: { assignmentId: uuid, institutionId: uuid },
  row: {
    ...lateRow,
    ...clockRow,
    user_id: uuid,
    name: text,
    position: integer,
    decided_by: nullable(text),
    locked_at: nullable(timestamp),
  },
  sql: `SELECT ${lateColumns}, ${clockColumns}, l.user_id, u.name, i.position, d.name AS decided_by, t.locked_at
    FROM late_answer l
    JOIN assignment a ON a.id = l.assignment_id AND a.institution_id = $institutionId
    JOIN assignment_reader ar ON ar.assignment_id = l.assignment_id AND ar.user_id = l.user_id
    JOIN assignment_item i ON i.assignment_id = l.assignment_id AND i.case_id = l.case_id
    JOIN "user" u ON u.id = l.user_id
    LEFT JOIN "user" d ON d.id = l.decider_id
    LEFT JOIN attempt t ON t.id = l.id
    WHERE l.assignment_id = $assignmentId
    ORDER BY l.taken IS NOT NULL, u.name, u.id, i.position`,
});

/** Up to when the zone could come by itself. */
const endOfStep = ({ locked_at: lockedAt }: { readonly locked_at: Date | null }): Date | null =>
  lockedAt && stepEndsAt({ lockedAt, zoneAt: null });

/** The answers to an assignment that came after its end, for its faculty: those that wait for a decision first. */
export async function listLateAnswers(
  db: Queryable,
  { institutionId }: User,
  assignmentId: string,
): Promise<readonly LateAnswerRow[]> {
  const rows = await db.all(lateAnswersOf, { assignmentId, institutionId });
  return rows.map((row) => {
    const readings = { before: row.clock_before_ms, onArrival: row.clock_ms };
    const end = row.refusal === "lapsed" ? endOfStep(row) : endOf(row);
    return {
      ...toOffered(row),
      caseId: row.case_id,
      userId: row.user_id,
      name: row.name,
      position: row.position,
      phaseGivenAt: row.phase_given_at?.toISOString() ?? null,
      givenAt: row.given_at.toISOString(),
      inTime: end === null ? "yes" : inTime(row.given_at, end, readings),
      clock: {
        trust: trustOf(readings),
        beforeMs: row.clock_before_ms,
        beforeAt: row.clock_before_at?.toISOString() ?? null,
        arrivalMs: row.clock_ms,
      },
      barred: row.barred,
      decidedBy: row.decided_by,
      reason: row.reason,
    };
  });
}
