import { nullable, uuids } from "../../db/columns";
import type { Queryable } from "../../db/queryable";
import { statement } from "../../db/statement";

const markAttemptsDue = statement({
  name: "mark-attempts-due",
  params: { userIds: nullable(uuids), caseIds: nullable(uuids) },
  sql: `INSERT INTO figures_due (user_id, case_id, locked_at)
    SELECT user_id, case_id, locked_at FROM attempt
    WHERE ordinal = 1 AND ($userIds IS NULL OR user_id = ANY($userIds)) AND ($caseIds IS NULL OR case_id = ANY($caseIds))`,
  prepared: false,
});

/**
 * Says that figures are to be made anew: of all first attempts of these readers, at these cases. To be called in the
 * transaction that changes what counts: cohorts joined or left, references disputed, assignments made or released.
 * Null stands for all of them.
 */
export async function markDue(
  tx: Queryable,
  which: { readonly userIds: readonly string[] | null; readonly caseIds: readonly string[] | null },
): Promise<void> {
  await tx.run(markAttemptsDue, which);
}
