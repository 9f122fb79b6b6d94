import { randomUUID } from "node:crypto";
import { endSessions } from "@/lib/auth/end-sessions";
import { nullable, text, uuid } from "@/lib/db/columns";
import type { Queryable } from "@/lib/db/queryable";
import { statement } from "@/lib/db/statement";
import { passwordChanged } from "@/lib/domain/passwords/messages";
import { tell } from "../../notices/tell";

const replacePassword = statement({
  name: "replace-password",
  params: { userId: uuid, was: nullable(text), passwordHash: text },
  sql: `UPDATE "user" SET password_hash = $passwordHash
    WHERE id = $userId AND deactivated_at IS NULL AND ($was IS NULL OR password_hash = $was)`,
});

const deleteReset = statement({
  name: "delete-password-reset",
  params: { userId: uuid },
  sql: "DELETE FROM password_reset WHERE user_id = $userId",
});

type NewPassword = {
  readonly userId: string;
  readonly passwordHash: string;
  /** The hash that it takes the place of, where it has to be that one. */
  readonly was?: string;
  /** The session that goes on; none where it is left out. */
  readonly but?: string | undefined;
};

/**
 * Gives an account another password: its sessions end, a link to choose one opens no more, and the person is told.
 *
 * @returns false where nothing was changed: the account is closed, or the password is another one by now
 */
export async function storePassword(
  tx: Queryable,
  { userId, passwordHash, was, but }: NewPassword,
  now: Date,
): Promise<boolean> {
  if ((await tx.run(replacePassword, { userId, was: was ?? null, passwordHash })) === 0) return false;
  await endSessions(tx, { userId, but: but ?? null, now });
  await tx.run(deleteReset, { userId });
  const telling = { userId, message: passwordChanged(), key: `user.password ${randomUUID()}` };
  await tell(tx, [telling], { kind: "user.password", href: "/account", now });
  return true;
}
