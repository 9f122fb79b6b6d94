import type { User } from "@/lib/auth/actor";
import { may } from "@/lib/auth/policy";
import type { Database } from "@/lib/db/client";
import { boolean, certain, float, nullable, texts, uuid, uuids } from "@/lib/db/columns";
import { type RowOf, statement } from "@/lib/db/statement";
import type { PoolRule } from "@/lib/domain/case-sets/rule";
import { visibleSet } from "@/lib/sql/case-sets";
import { libraryTables, usable } from "@/lib/sql/library";
import { phase } from "@/lib/sql/types";
import { keepsItsVideos } from "./family";

// What the family of the set `apartFrom` holds is out of reach, and that set's own cases too.
const pool = statement({
  name: "set-pool",
  params: {
    institutionId: uuid,
    datasetIds: uuids,
    splits: texts,
    unseenBy: nullable(uuid),
    actorId: uuid,
    overseesSets: boolean,
    apartFrom: nullable(uuid),
  },
  row: { id: uuid, videoId: uuid, phase: certain(phase), difficulty: nullable(float), seen: boolean },
  sql: `WITH kept AS (
      SELECT DISTINCT k.video_id
      FROM case_set s
      JOIN case_set o ON o.id = s.id OR o.family_id = s.family_id
      JOIN case_set_item i ON i.case_set_id = o.id
      JOIN "case" k ON k.id = i.case_id
      WHERE s.id = $apartFrom AND ${visibleSet()} AND ${keepsItsVideos("o")}
    ), seen AS (
      SELECT DISTINCT t.case_id
      FROM cohort o
      JOIN membership m ON m.cohort_id = o.id AND m.left_at IS NULL
      JOIN attempt t ON t.user_id = m.user_id
      WHERE o.id = $unseenBy AND o.institution_id = $institutionId
    )
    SELECT c.id, vi.id AS "videoId", v.phase, g.difficulty, seen.case_id IS NOT NULL AS seen
    FROM ${libraryTables}
    LEFT JOIN seen ON seen.case_id = c.id
    WHERE ${usable}
      AND (cardinality($datasetIds) = 0 OR d.id = ANY($datasetIds))
      AND (cardinality($splits) = 0 OR coalesce(vi.split::text, 'none') = ANY($splits))
      AND vi.id NOT IN (SELECT video_id FROM kept)
    ORDER BY c.id`,
});

/** A case that a set may be built of. */
type PoolCase = RowOf<typeof pool>;

/** The cases that a rule may choose from. Callers have authorized. */
export function loadPool(db: Database, actor: User, rule: PoolRule): Promise<readonly PoolCase[]> {
  const { datasetIds, splits, unseenBy, apartFrom } = rule;
  return db.all(pool, {
    institutionId: actor.institutionId,
    datasetIds,
    splits,
    unseenBy,
    actorId: actor.id,
    overseesSets: may(actor, "oversee-sets"),
    apartFrom,
  });
}
