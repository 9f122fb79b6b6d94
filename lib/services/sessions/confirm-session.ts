import { checkOwnPassword } from "../../auth/own-password";
import { text, timestamp, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import { plural, t } from "../../language/t";
import type { Context } from "../context";
import { fail, notFound, type Result, succeed } from "../result";

const markConfirmed = statement({
  name: "mark-session-confirmed",
  params: { id: uuid, userId: uuid, passwordHash: text, now: timestamp },
  sql: `UPDATE session s SET confirmed_at = $now FROM "user" u
    WHERE s.id = $id AND s.ended_at IS NULL AND u.id = s.user_id AND u.id = $userId
      AND u.password_hash = $passwordHash`,
});

/** Notes that the actor has typed the password again: a session may be in somebody else's hands by now. */
export async function confirmSession(
  ctx: Context,
  password: string,
): Promise<Result<{ readonly confirmed: true }>> {
  const { actor, db, now, sessionId } = ctx;
  if (actor.kind !== "user" || !sessionId) return notFound("session");
  const checked = await checkOwnPassword(db, actor.id, password, now);
  if (checked.outcome === "limited") {
    return fail(
      "conflict",
      t`Too many wrong passwords. Wait ${plural(checked.seconds, "# second", "# seconds")}, then try again.`,
    );
  }
  if (checked.outcome === "wrong") return fail("conflict", t`That is not your password.`);
  const { passwordHash } = checked;
  const marked = await db.run(markConfirmed, { id: sessionId, userId: actor.id, passwordHash, now });
  // It was changed, or the session ended, while the password was looked at.
  if (marked === 0) return fail("conflict", t`That is not your password.`);
  return succeed({ confirmed: true });
}
