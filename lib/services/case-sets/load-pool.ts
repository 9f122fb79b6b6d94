import type { User } from "../../auth/actor";
import { may } from "../../auth/policy";
import type { Database } from "../../db/client";
import type { PoolRule } from "../../domain/case-sets/rule";
import type { Phase } from "../../domain/phases";
import { visibleSet } from "../../sql/case-sets";
import { inLibrary, libraryTables } from "../library/library-rows";
import { keepsItsVideos } from "./family";

/** A case that a set may be built of. */
export type PoolCase = {
  readonly id: string;
  readonly videoId: string;
  readonly phase: Phase;
  readonly difficulty: number | null;
  readonly seen: boolean;
};

// What the family of the set $7 holds is out of reach, and that set's own cases too.
const pool = {
  name: "set-pool",
  text: `WITH kept AS (
      SELECT DISTINCT k.video_id
      FROM case_set s
      JOIN case_set o ON o.id = s.id OR o.family_id = s.family_id
      JOIN case_set_item i ON i.case_set_id = o.id
      JOIN "case" k ON k.id = i.case_id
      WHERE s.id = $7 AND ${visibleSet("$1", "$5", "$6::boolean")}
        AND ${keepsItsVideos.replaceAll("s.", "o.")}
    ), seen AS (
      SELECT DISTINCT t.case_id
      FROM cohort o
      JOIN membership m ON m.cohort_id = o.id AND m.left_at IS NULL
      JOIN attempt t ON t.user_id = m.user_id
      WHERE o.id = $4 AND o.institution_id = $1
    )
    SELECT c.id, vi.id AS "videoId", v.phase, g.difficulty, seen.case_id IS NOT NULL AS seen
    FROM ${libraryTables}
    LEFT JOIN seen ON seen.case_id = c.id
    WHERE ${inLibrary}
      AND (cardinality($2::uuid[]) = 0 OR d.id = ANY($2))
      AND (cardinality($3::text[]) = 0 OR coalesce(vi.split::text, 'none') = ANY($3))
      AND vi.id NOT IN (SELECT video_id FROM kept)
    ORDER BY c.id`,
};

/** The cases that a rule may choose from. Callers have authorized. */
export async function loadPool(db: Database, actor: User, rule: PoolRule): Promise<readonly PoolCase[]> {
  return db.query<PoolCase>(pool, [
    actor.institutionId,
    rule.datasetIds,
    rule.splits,
    rule.unseenBy,
    actor.id,
    may(actor, "oversee-sets"),
    rule.apartFrom,
  ]);
}
