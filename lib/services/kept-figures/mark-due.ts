import type pg from "pg";

/**
 * Says that figures are to be made anew: of all first attempts of these readers, at these cases. To be called in the
 * transaction that changes what counts: cohorts joined or left, references disputed, assignments made or released.
 * Null stands for all of them.
 */
export async function markDue(
  client: pg.ClientBase,
  which: { readonly userIds: readonly string[] | null; readonly caseIds: readonly string[] | null },
): Promise<void> {
  await client.query(
    `INSERT INTO figures_due (user_id, case_id, locked_at)
     SELECT user_id, case_id, locked_at FROM attempt
     WHERE ordinal = 1 AND ($1::uuid[] IS NULL OR user_id = ANY($1)) AND ($2::uuid[] IS NULL OR case_id = ANY($2))`,
    [which.userIds, which.caseIds],
  );
}
