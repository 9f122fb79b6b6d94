import type { Actor } from "../../auth/actor";
import { records } from "../../db/columns";
import type { Queryable } from "../../db/queryable";
import { statement } from "../../db/statement";
import type { AuditAction } from "../../domain/audit/actions";

export type AuditedEvent = {
  readonly action: AuditAction;
  /** The id of what it was done to. */
  readonly subject: string | null;
  /** Ids and facts, never names of people or addresses: what is written here stays. */
  readonly detail?: object;
  /** Where the actor is the system: whose institution it concerns. */
  readonly institutionId?: string;
};

/** Who does something, and when. */
export type Doer = {
  readonly actor: Actor;
  readonly now: Date;
  /** Where the actor is the system: whose institution it concerns, but for events that say another. */
  readonly institutionId?: string;
};

/**
 * Writes down what somebody did, in the transaction that does it. All of the trail is written here, but at
 * signing in, and where the row is part of the one statement that does it: an answer's, for one.
 */
export async function writeAudit(tx: Queryable, doer: Doer, events: readonly AuditedEvent[]): Promise<void> {
  const { actor, now } = doer;
  const concerned = actor.kind === "user" ? actor.institutionId : (doer.institutionId ?? null);
  const rows = events.map(({ action, subject, detail, institutionId }) => ({
    at: now,
    institutionId: institutionId ?? concerned,
    actorId: actor.kind === "user" ? actor.id : null,
    action,
    subjectId: subject,
    detail: detail ?? {},
  }));
  if (rows.length === 0) return;
  await tx.run(writeAuditEvents, { rows });
}

const writeAuditEvents = statement({
  name: "write-audit-events",
  params: { rows: records },
  sql: `INSERT INTO audit_event (at, institution_id, actor_id, action, subject_id, detail)
    SELECT at, "institutionId", "actorId", action, "subjectId", detail
    FROM jsonb_to_recordset($rows) AS e(
      at timestamptz, "institutionId" uuid, "actorId" uuid, action text, "subjectId" text, detail jsonb
    )`,
});
