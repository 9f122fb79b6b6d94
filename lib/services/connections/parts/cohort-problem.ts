import { uuid, uuids } from "../../../db/columns";
import type { Queryable } from "../../../db/queryable";
import { statement } from "../../../db/statement";
import type { OidcSettings } from "../../../domain/connections/oidc";
import { t } from "../../../language/t";

const openCohortsAmong = statement({
  name: "open-cohorts-among",
  params: { institutionId: uuid, ids: uuids },
  row: { id: uuid },
  sql: `SELECT id FROM cohort WHERE institution_id = $institutionId AND id = ANY($ids) AND ended_at IS NULL`,
});

/** What is wrong with the cohorts that settings name; null where each is one of the institution's that goes on. */
export async function cohortProblem(
  tx: Queryable,
  institutionId: string,
  { cohorts }: Pick<OidcSettings, "cohorts">,
): Promise<string | null> {
  const ids = [...new Set(cohorts.map(({ cohortId }) => cohortId))];
  if (ids.length === 0) return null;
  const open = await tx.all(openCohortsAmong, { institutionId, ids });
  return open.length === ids.length
    ? null
    : `settings.cohorts: ${t`A cohort of a row has ended, or is none of this institution: choose another one.`}`;
}
