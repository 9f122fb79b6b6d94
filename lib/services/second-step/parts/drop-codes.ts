import { uuid } from "@/lib/db/columns";
import type { Queryable } from "@/lib/db/queryable";
import { statement } from "@/lib/db/statement";

const dropRecoveryCodes = statement({
  name: "drop-recovery-codes",
  params: { userId: uuid },
  sql: "DELETE FROM recovery_code WHERE user_id = $userId",
});

const dropCodesOfNothing = statement({
  name: "drop-recovery-codes-of-nothing",
  params: { userId: uuid },
  sql: `DELETE FROM recovery_code WHERE user_id = $userId
    AND NOT EXISTS (SELECT FROM passkey WHERE user_id = $userId)
    AND NOT EXISTS (SELECT FROM authenticator WHERE user_id = $userId)`,
});

/** Removes a person's recovery codes. */
export async function dropCodes(tx: Queryable, userId: string): Promise<void> {
  await tx.run(dropRecoveryCodes, { userId });
}

/** Removes them where there is nothing left that they stand in for. */
export async function dropCodesOfNoFactor(tx: Queryable, userId: string): Promise<void> {
  await tx.run(dropCodesOfNothing, { userId });
}
