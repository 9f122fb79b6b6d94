import { nullable, text, uuid } from "@/lib/db/columns";
import type { Queryable } from "@/lib/db/queryable";
import { statement } from "@/lib/db/statement";

const lockAccountOf = statement({
  name: "lock-account",
  params: { userId: uuid, passwordHash: nullable(text) },
  sql: `SELECT FROM "user" WHERE id = $userId AND deactivated_at IS NULL
    AND ($passwordHash IS NULL OR password_hash = $passwordHash) FOR NO KEY UPDATE`,
});

/**
 * Holds an account until the transaction ends: one at a time changes or uses up what it has for the second step, and who
 * resets that comes before or ends the session that was opened.
 *
 * @param passwordHash which it must still have; left out where that doesn't matter
 * @returns false where the account is closed, or has another password by now
 */
export const lockAccount = async (tx: Queryable, userId: string, passwordHash?: string): Promise<boolean> =>
  (await tx.run(lockAccountOf, { userId, passwordHash: passwordHash ?? null })) > 0;
