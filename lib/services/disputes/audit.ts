import type pg from "pg";
import type { User } from "../../auth/actor";

export type AuditedEvent = {
  /** A noun and a verb: `dispute.accept`. */
  readonly action: string;
  readonly id: string;
  readonly detail?: object;
};

/** Writes down what somebody did to disputes and to what they question, in the transaction that does it. */
export async function auditDispute(
  client: pg.ClientBase,
  actor: User,
  now: Date,
  events: readonly AuditedEvent[],
): Promise<void> {
  await client.query(
    `INSERT INTO audit_event (at, institution_id, actor_id, action, subject_id, detail)
     SELECT $1, $2, $3, e.action, e.id, coalesce(e.detail, '{}')
     FROM jsonb_to_recordset($4) AS e(action text, id text, detail jsonb)`,
    [now, actor.institutionId, actor.id, JSON.stringify(events)],
  );
}
