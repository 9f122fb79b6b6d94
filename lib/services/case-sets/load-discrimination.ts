import type { Database } from "../../db/client";

/** Fewer readers than this tell nothing of how a case discriminates. */
const FEWEST_READERS = 10;

// A reader's other answers are those of the kept figures: lib/domain/kept-figures/vector.ts says what stands where.
const discriminations = {
  name: "set-discrimination",
  text: `WITH readers AS (
      SELECT w.user_id, sum(w.sums[2]) AS hits, sum(w.sums[1] + w.sums[6]) AS n
      FROM user_week w JOIN "user" u ON u.id = w.user_id WHERE u.institution_id = $1 GROUP BY w.user_id
    ), answers AS (
      SELECT t.case_id, (t.phase_correct AND t.iou >= 0.25)::int AS hit, r.hits, r.n
      FROM attempt t JOIN readers r ON r.user_id = t.user_id
      WHERE t.case_id = ANY($2::uuid[]) AND t.ordinal = 1 AND t.mode <> 'phase-given' AND t.zone_at IS NOT NULL AND r.n > 1
    )
    SELECT case_id, corr(hit, (hits - hit) / (n - 1)) AS discrimination
    FROM answers GROUP BY case_id HAVING count(*) >= ${FEWEST_READERS}`,
};

/**
 * How well cases tell strong readers from weak ones: the point-biserial correlation of a hit with the reader's share of
 * hits at all other cases, −1 to 1, by the case's id. Without those that fewer than ten have answered, or all alike.
 */
export async function loadDiscrimination(
  db: Database,
  institutionId: string,
  caseIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await db.query<{ case_id: string; discrimination: number | null }>(discriminations, [
    institutionId,
    caseIds,
  ]);
  return new Map(
    rows.flatMap((row) => (row.discrimination === null ? [] : [[row.case_id, row.discrimination]])),
  );
}
