import type { User } from "@/lib/auth/actor";
import { integer, nullable, uuid, uuids } from "@/lib/db/columns";
import type { Queryable } from "@/lib/db/queryable";
import { statement } from "@/lib/db/statement";
import type { Audience } from "@/lib/domain/assignments/input";

/** A resident who is given an assignment, and through which cohort. */
export type AudienceMember = { readonly userId: string; readonly cohortId: string | null };

const params = { institutionId: uuid, cohortIds: uuids, userIds: uuids };

const knownInAudience = statement({
  name: "known-in-audience",
  params,
  row: { cohorts: integer, users: integer },
  sql: `SELECT
      (SELECT count(*)::int FROM cohort WHERE id = ANY($cohortIds) AND institution_id = $institutionId) AS cohorts,
      (SELECT count(*)::int FROM "user"
       WHERE id = ANY($userIds) AND institution_id = $institutionId AND role = 'resident' AND deactivated_at IS NULL) AS users`,
});

const membersOfAudience = statement({
  name: "members-of-audience",
  params,
  row: { user_id: uuid, cohort_id: nullable(uuid) },
  sql: `SELECT DISTINCT ON (user_id) user_id, cohort_id FROM (
      SELECT m.user_id, m.cohort_id FROM membership m JOIN "user" u ON u.id = m.user_id
      WHERE m.cohort_id = ANY($cohortIds) AND m.left_at IS NULL AND u.institution_id = $institutionId
        AND u.role = 'resident' AND u.deactivated_at IS NULL
      UNION ALL
      SELECT unnest($userIds), NULL
    ) AS named ORDER BY user_id, cohort_id NULLS LAST`,
});

/**
 * The residents of an audience with an open account, each once; null where a cohort or a resident in it is not of the
 * actor's institution. A resident who is named and in a named cohort has it through the cohort.
 */
export async function resolveAudience(
  db: Queryable,
  actor: User,
  { cohortIds, userIds }: Audience,
): Promise<readonly AudienceMember[] | null> {
  const whom = { institutionId: actor.institutionId, cohortIds, userIds };
  const { cohorts, users } = await db.get(knownInAudience, whom);
  if (cohorts < cohortIds.length || users < userIds.length) return null;
  const members = await db.all(membersOfAudience, whom);
  return members.map((row) => ({ userId: row.user_id, cohortId: row.cohort_id }));
}
