import type { AuditAction } from "../../domain/audit/actions";
import type { Context } from "../context";

/** A page that is looked at again within this time is one look: some pages load themselves anew. */
const ONE_LOOK_MINUTES = 5;

const look = {
  name: "audit-look",
  text: `INSERT INTO audit_event (at, institution_id, actor_id, action, subject_id)
    SELECT $1, $2, $3, $4, $5
    WHERE NOT EXISTS (
      SELECT 1 FROM audit_event
      WHERE institution_id = $2 AND actor_id = $3 AND at > $1::timestamptz - interval '${ONE_LOOK_MINUTES} minutes'
        AND at <= $1 AND action = $4 AND subject_id IS NOT DISTINCT FROM $5
        AND action NOT IN ('attempt.lock', 'attempt.zone')
    )`,
};

/**
 * Writes down that the actor saw what belongs to somebody else. One's own is not written down; neither is a second look
 * within five minutes.
 *
 * @param subjectId of the resident, cohort, attempt … that was seen; null for the trail itself
 */
export async function auditView(
  { actor, db, now }: Context,
  action: Extract<AuditAction, `${string}.view`>,
  subjectId: string | null,
): Promise<void> {
  if (actor.kind !== "user" || actor.id === subjectId) return;
  await db.query(look, [now, actor.institutionId, actor.id, action, subjectId]);
}
