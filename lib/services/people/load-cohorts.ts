import type { Database } from "../../db/client";
import type { NamedCohort } from "../../domain/people/views";

const cohortsOfInstitution = {
  name: "cohorts-of-institution",
  text: `SELECT id, name, ended_at IS NOT NULL AS ended FROM cohort WHERE institution_id = $1 ORDER BY name`,
};

/** The institution's cohorts, by name. */
export function loadCohorts(
  db: Database,
  institutionId: string,
): Promise<(NamedCohort & { readonly ended: boolean })[]> {
  return db.query(cohortsOfInstitution, [institutionId]);
}
