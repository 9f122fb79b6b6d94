import type pg from "pg";
import type { User } from "../../auth/actor";
import type { Audience } from "../../domain/assignments/input";

/** A resident who is given an assignment, and through which cohort. */
export type AudienceMember = { readonly userId: string; readonly cohortId: string | null };

/**
 * The residents of an audience with an open account, each once; null where a cohort or a resident in it is not of the
 * actor's institution. A resident who is named and in a named cohort has it through the cohort.
 */
export async function resolveAudience(
  client: Pick<pg.ClientBase, "query">,
  actor: User,
  { cohortIds, userIds }: Audience,
): Promise<readonly AudienceMember[] | null> {
  const known = await client.query<{ cohorts: number; users: number }>(
    `SELECT
       (SELECT count(*)::int FROM cohort WHERE id = ANY($2::uuid[]) AND institution_id = $1) AS cohorts,
       (SELECT count(*)::int FROM "user"
        WHERE id = ANY($3::uuid[]) AND institution_id = $1 AND role = 'resident' AND deactivated_at IS NULL) AS users`,
    [actor.institutionId, cohortIds, userIds],
  );
  const { cohorts, users } = known.rows[0]!;
  if (cohorts < cohortIds.length || users < userIds.length) return null;
  const members = await client.query<{ user_id: string; cohort_id: string | null }>(
    `SELECT DISTINCT ON (user_id) user_id, cohort_id FROM (
       SELECT m.user_id, m.cohort_id FROM membership m JOIN "user" u ON u.id = m.user_id
       WHERE m.cohort_id = ANY($2::uuid[]) AND m.left_at IS NULL AND u.institution_id = $1
         AND u.role = 'resident' AND u.deactivated_at IS NULL
       UNION ALL
       SELECT unnest($3::uuid[]), NULL
     ) AS named ORDER BY user_id, cohort_id NULLS LAST`,
    [actor.institutionId, cohortIds, userIds],
  );
  return members.rows.map((row) => ({ userId: row.user_id, cohortId: row.cohort_id }));
}
