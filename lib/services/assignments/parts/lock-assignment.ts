import type { User } from "@/lib/auth/actor";
import { nullable, text, uuid, uuids } from "@/lib/db/columns";
import type { Queryable } from "@/lib/db/queryable";
import { type RowOf, statement } from "@/lib/db/statement";
import type { AssignmentFacts } from "@/lib/domain/assignments/messages";
import { scheduleColumns, scheduleRow } from "@/lib/sql/schedule";
import { aidKind, reasonTerm } from "@/lib/sql/types";

const assignmentToChange = statement({
  name: "assignment-to-change",
  params: { assignmentId: uuid, institutionId: uuid },
  row: {
    ...scheduleRow,
    id: uuid,
    name: text,
    reasons: reasonTerm,
    second_look: nullable(aidKind),
    caseIds: uuids,
  },
  sql: `SELECT a.id, a.name, a.reasons, a.second_look, ${scheduleColumns},
      ARRAY(SELECT case_id FROM assignment_item WHERE assignment_id = a.id) AS "caseIds"
    FROM assignment a WHERE a.id = $assignmentId AND a.institution_id = $institutionId FOR UPDATE`,
});

export type LockedAssignment = RowOf<typeof assignmentToChange>;

/** An assignment of the actor's institution, held until the transaction ends; null where there is none. */
export async function lockAssignment(
  tx: Queryable,
  actor: User,
  id: string,
): Promise<LockedAssignment | null> {
  return tx.find(assignmentToChange, { assignmentId: id, institutionId: actor.institutionId });
}

export function factsOf(row: LockedAssignment, timeZone: string): AssignmentFacts {
  return {
    name: row.name,
    mode: row.assignment_mode,
    cases: row.caseIds.length,
    opensAt: row.opens_at,
    dueAt: row.due_at,
    closesAt: row.closes_at,
    timeLimitMinutes: row.time_limit_minutes,
    timeZone,
  };
}

const readersToTell = statement({
  name: "readers-to-tell",
  params: { assignmentId: uuid },
  row: { user_id: uuid },
  sql: "SELECT user_id FROM assignment_reader WHERE assignment_id = $assignmentId AND excused_at IS NULL",
});

/** Its readers, without those excused. */
export async function readersOf(tx: Queryable, id: string): Promise<readonly string[]> {
  return (await tx.all(readersToTell, { assignmentId: id })).map((row) => row.user_id);
}
