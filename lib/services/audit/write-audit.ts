import type { Actor } from "../../auth/actor";
import type { Prisma } from "../../db/generated/client";
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

/** A connection or transaction of pg, or a transaction of Prisma: the one that does what is written down. */
type Writer =
  | { query(text: string, values: unknown[]): Promise<unknown> }
  | { auditEvent: Pick<Prisma.TransactionClient["auditEvent"], "createMany"> };

/**
 * Writes down what somebody did, in the transaction that does it. All of the trail is written here, but at
 * signing in, and where the row is part of the one statement that does it: an answer's, for one.
 */
export async function writeAudit(
  writer: Writer,
  { actor, now }: { readonly actor: Actor; readonly now: Date },
  events: readonly AuditedEvent[],
): Promise<void> {
  const rows = events.map(({ action, subject, detail, institutionId }) => ({
    at: now,
    institutionId: institutionId ?? (actor.kind === "user" ? actor.institutionId : null),
    actorId: actor.kind === "user" ? actor.id : null,
    action,
    subjectId: subject,
    detail: (detail ?? {}) as Prisma.InputJsonObject,
  }));
  if (rows.length === 0) return;
  if ("auditEvent" in writer) await writer.auditEvent.createMany({ data: rows });
  else await writer.query(insert, [JSON.stringify(rows)]);
}

const insert = `INSERT INTO audit_event (at, institution_id, actor_id, action, subject_id, detail)
  SELECT at, "institutionId", "actorId", action, "subjectId", detail
  FROM jsonb_to_recordset($1) AS e(
    at timestamptz, "institutionId" uuid, "actorId" uuid, action text, "subjectId" text, detail jsonb
  )`;
