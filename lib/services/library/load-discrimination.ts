import type { Database } from "@/lib/db/client";
import { booleans, float, floats, integer, timestamp, uuid, uuids } from "@/lib/db/columns";
import { constant, statement } from "@/lib/db/statement";
import { discriminationOf } from "@/lib/domain/items/discrimination";
import { STATISTICS_FROM } from "@/lib/domain/items/item-flags";
import { HIT_IOU } from "@/lib/domain/scoring/thresholds";
import { countedFirstAttempt } from "@/lib/sql/attempts";
import { figuresAreCurrent, followedColumns } from "@/lib/sql/figures";
import { asksPhase } from "@/lib/sql/modes";
import { iouColumn } from "@/lib/sql/outcomes";

// A resident's other answers are those of the kept figures, over all weeks: the same answers are to count on both sides.
const discriminations = statement({
  name: "set-discrimination",
  prepared: false,
  params: { institutionId: uuid, caseIds: uuids, now: timestamp },
  row: { case_id: uuid, hit: booleans, hits: floats, n: floats },
  sql: `WITH readers AS (
      SELECT m.user_id, sum(f.hits) AS hits, sum(f.n) AS n
      FROM member_period m
      JOIN "user" u ON u.id = m.user_id
      CROSS JOIN LATERAL (SELECT ${followedColumns("m.figures")}) f
      WHERE u.institution_id = $institutionId AND m.weeks = 0 AND ${figuresAreCurrent} GROUP BY m.user_id
    )
    SELECT t.case_id, array_agg(t.phase_correct AND ${iouColumn} >= ${constant(float, HIT_IOU)}) AS hit,
      array_agg(r.hits) AS hits, array_agg(r.n) AS n
    FROM attempt t JOIN readers r ON r.user_id = t.user_id
    WHERE t.case_id = ANY($caseIds) AND ${asksPhase("t.mode")} AND ${countedFirstAttempt("$now")}
    GROUP BY t.case_id HAVING count(*) >= ${constant(integer, STATISTICS_FROM)}`,
});

/**
 * How well cases tell strong readers from weak ones among all that the readers have answered (`discriminationOf`), by the
 * case's id. Without those that fewer than ten have answered, or all alike.
 */
export async function loadDiscrimination(
  db: Database,
  institutionId: string,
  caseIds: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, number>> {
  const rows = await db.all(discriminations, { institutionId, caseIds, now });
  const found = new Map<string, number>();
  for (const { case_id, hit, hits, n } of rows) {
    const readers = hit.map((each, index) => ({ hit: each, hits: hits[index]!, n: n[index]! }));
    const { value, n: behind } = discriminationOf(readers);
    if (value !== null && behind >= STATISTICS_FROM) found.set(case_id, value);
  }
  return found;
}
