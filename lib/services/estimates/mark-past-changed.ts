import { uuids } from "../../db/columns";
import type { Queryable } from "../../db/queryable";
import { statement } from "../../db/statement";

const markEstimatesDue = statement({
  name: "mark-estimates-due",
  params: { institutionIds: uuids },
  sql: "INSERT INTO estimates_due (institution_id) SELECT unnest($institutionIds)",
});

/**
 * Says that answers which the estimates of these institutions hold may have changed, or may count no longer: they are
 * made anew. To be called in the transaction that changes them. Answers that only come to count need no telling: they are
 * folded in their turn.
 */
export async function markPastChanged(tx: Queryable, institutionIds: readonly string[]): Promise<void> {
  await tx.run(markEstimatesDue, { institutionIds });
}
