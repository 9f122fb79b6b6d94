import { boolean, text, uuid } from "../../db/columns";
import type { Queryable } from "../../db/queryable";
import { type RowOf, statement } from "../../db/statement";

const cohortsOfInstitution = statement({
  name: "cohorts-of-institution",
  params: { institutionId: uuid },
  row: { id: uuid, name: text, ended: boolean },
  sql: `SELECT id, name, ended_at IS NOT NULL AS ended FROM cohort WHERE institution_id = $institutionId ORDER BY name`,
});

/** The institution's cohorts, by name. */
export const loadCohorts = (
  db: Queryable,
  institutionId: string,
): Promise<RowOf<typeof cohortsOfInstitution>[]> => db.all(cohortsOfInstitution, { institutionId });
