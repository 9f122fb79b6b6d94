import { uuid } from "@/lib/db/columns";
import type { Queryable } from "@/lib/db/queryable";
import { statement } from "@/lib/db/statement";

const dropFactorsOf = statement({
  name: "drop-factors",
  params: { userId: uuid },
  sql: `WITH passkeys AS (DELETE FROM passkey WHERE user_id = $userId),
      apps AS (DELETE FROM authenticator WHERE user_id = $userId)
    DELETE FROM recovery_code WHERE user_id = $userId`,
});

/** Removes all that a person has for the second step. */
export async function dropFactors(tx: Queryable, userId: string): Promise<void> {
  await tx.run(dropFactorsOf, { userId });
}
