import { nullable, uuids } from "../../db/columns";
import type { Queryable } from "../../db/queryable";
import { statement } from "../../db/statement";

const markAllDue = statement({
  name: "mark-all-due",
  params: { userIds: nullable(uuids), caseIds: nullable(uuids) },
  sql: "INSERT INTO figures_due_all (user_ids, case_ids) VALUES ($userIds, $caseIds)",
});

/**
 * Says that figures are to be made anew: of all first attempts of these readers, at cases of these pictures. To be called
 * in the transaction that changes what counts: cohorts joined or left, references disputed, assignments made or released.
 * Null stands for all of them.
 *
 * Which attempts those are is asked once the change can be seen (takeUpDue). This transaction doesn't see an answer that
 * is stored beside it, and the figures made of that answer don't see this change.
 */
export async function markDue(
  tx: Queryable,
  which: { readonly userIds: readonly string[] | null; readonly caseIds: readonly string[] | null },
): Promise<void> {
  await tx.run(markAllDue, which);
}
