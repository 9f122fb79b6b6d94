import type { Database } from "@/lib/db/client";
import { discriminationOf } from "@/lib/domain/items/discrimination";
import { STATISTICS_FROM } from "@/lib/domain/items/item-flags";
import { HIT_IOU } from "@/lib/domain/scoring/thresholds";
import { followedColumns } from "@/lib/sql/figures";

// A resident's other answers are those of the kept figures, over all weeks.
const discriminations = {
  name: "set-discrimination",
  text: `WITH readers AS (
      SELECT m.user_id, sum(f.hits) AS hits, sum(f.n) AS n
      FROM member_period m
      JOIN "user" u ON u.id = m.user_id
      CROSS JOIN LATERAL (SELECT ${followedColumns("m.figures")}) f
      WHERE u.institution_id = $1 AND m.weeks = 0 GROUP BY m.user_id
    )
    SELECT t.case_id, array_agg(t.phase_correct AND t.iou >= ${HIT_IOU}) AS hit, array_agg(r.hits) AS hits,
      array_agg(r.n) AS n
    FROM attempt t JOIN readers r ON r.user_id = t.user_id
    WHERE t.case_id = ANY($2::uuid[]) AND t.ordinal = 1 AND t.mode <> 'phase-given' AND t.zone_at IS NOT NULL
    GROUP BY t.case_id HAVING count(*) >= ${STATISTICS_FROM}`,
};

type Row = { case_id: string; hit: boolean[]; hits: number[]; n: number[] };

/**
 * How well cases tell strong readers from weak ones among all that the readers have answered (`discriminationOf`), by the
 * case's id. Without those that fewer than ten have answered, or all alike.
 */
export async function loadDiscrimination(
  db: Database,
  institutionId: string,
  caseIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await db.query<Row>(discriminations, [institutionId, caseIds]);
  const found = new Map<string, number>();
  for (const { case_id, hit, hits, n } of rows) {
    const readers = hit.map((each, index) => ({ hit: each, hits: hits[index]!, n: n[index]! }));
    const { value, n: behind } = discriminationOf(readers);
    if (value !== null && behind >= STATISTICS_FROM) found.set(case_id, value);
  }
  return found;
}
