import { nullable, text, timestamp, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import type { AuditAction } from "../../domain/audit/actions";
import { span } from "../../sql/time";
import type { Context } from "../context";

/** A page that is looked at again within this time is one look: some pages load themselves anew. */
const ONE_LOOK_MS = 5 * 60 * 1000;

const writeLook = statement({
  name: "write-audit-look",
  params: { now: timestamp, institutionId: uuid, actorId: uuid, action: text, subjectId: nullable(text) },
  sql: `INSERT INTO audit_event (at, institution_id, actor_id, action, subject_id)
    SELECT $now, $institutionId, $actorId, $action, $subjectId
    WHERE NOT EXISTS (
      SELECT 1 FROM audit_event
      WHERE institution_id = $institutionId AND actor_id = $actorId
        AND at > $now - ${span(ONE_LOOK_MS)} AND at <= $now
        AND action = $action AND subject_id IS NOT DISTINCT FROM $subjectId
        AND action NOT IN ('attempt.lock', 'attempt.zone')
    )`,
});

/**
 * Writes down that the actor saw what belongs to somebody else. Looking at the actor's own is not written down; neither
 * is a second look within five minutes.
 *
 * @param subjectId of the resident, cohort, attempt … that was seen; null for the trail itself
 */
export async function auditView(
  { actor, db, now }: Context,
  action: Extract<AuditAction, `${string}.view`>,
  subjectId: string | null,
): Promise<void> {
  if (actor.kind !== "user" || actor.id === subjectId) return;
  const { id: actorId, institutionId } = actor;
  await db.run(writeLook, { now, institutionId, actorId, action, subjectId });
}
