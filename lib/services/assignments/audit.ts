import type pg from "pg";
import type { User } from "../../auth/actor";

/** Writes down what somebody did to an assignment, in the transaction that does it. */
export async function auditAssignment(
  client: pg.ClientBase,
  actor: User,
  now: Date,
  event: { readonly action: `assignment.${string}`; readonly id: string; readonly detail?: object },
): Promise<void> {
  await client.query(
    `INSERT INTO audit_event (at, institution_id, actor_id, action, subject_id, detail)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [now, actor.institutionId, actor.id, event.action, event.id, JSON.stringify(event.detail ?? {})],
  );
}
