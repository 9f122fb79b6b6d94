import type pg from "pg";
import type { User } from "../../auth/actor";
import type { AssignmentFacts } from "../../domain/assignments/messages";
import { type ScheduleRow, scheduleColumns } from "../../sql/schedule";

export type LockedAssignment = ScheduleRow & { id: string; name: string; caseIds: string[]; createdAt: Date };

/** An assignment of the actor's institution, held until the transaction ends; null where there is none. */
export async function lockAssignment(
  client: pg.ClientBase,
  actor: User,
  id: string,
): Promise<LockedAssignment | null> {
  const found = await client.query<LockedAssignment>(
    `SELECT a.id, a.name, a.created_at AS "createdAt", ${scheduleColumns},
       ARRAY(SELECT case_id FROM assignment_item WHERE assignment_id = a.id) AS "caseIds"
     FROM assignment a WHERE a.id = $1 AND a.institution_id = $2 FOR UPDATE`,
    [id, actor.institutionId],
  );
  return found.rows[0] ?? null;
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

/** Its readers, without those excused. */
export async function readersOf(client: pg.ClientBase, id: string): Promise<readonly string[]> {
  const readers = await client.query<{ user_id: string }>(
    "SELECT user_id FROM assignment_reader WHERE assignment_id = $1 AND excused_at IS NULL",
    [id],
  );
  return readers.rows.map((row) => row.user_id);
}
