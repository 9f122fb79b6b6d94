import { hashSecret, makeSecret } from "@/lib/auth/secret";
import { text, timestamp, uuid } from "@/lib/db/columns";
import type { Queryable } from "@/lib/db/queryable";
import { statement } from "@/lib/db/statement";

const upsertReset = statement({
  name: "upsert-password-reset",
  params: { userId: uuid, secretHash: text, expiresAt: timestamp },
  sql: `INSERT INTO password_reset (user_id, secret_hash, expires_at) VALUES ($userId, $secretHash, $expiresAt)
    ON CONFLICT (user_id) DO UPDATE SET secret_hash = excluded.secret_hash, expires_at = excluded.expires_at`,
});

/**
 * Makes a link; one from before opens no more.
 *
 * @returns where it leads, inside Calot: nobody can be told again
 */
export async function writeReset(
  tx: Queryable,
  userId: string,
  minutes: number,
  now: Date,
): Promise<{ readonly path: string; readonly expiresAt: Date }> {
  const secret = makeSecret();
  const expiresAt = new Date(now.getTime() + minutes * 60_000);
  await tx.run(upsertReset, { userId, secretHash: hashSecret(secret), expiresAt });
  return { path: `/reset/${secret}`, expiresAt };
}
