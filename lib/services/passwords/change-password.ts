import { guessableProblem } from "@/lib/auth/guessable";
import { plural, t } from "@/lib/language/t";
import { checkOwnPassword } from "../../auth/own-password";
import { hashPassword } from "../../auth/password";
import { inTransaction } from "../../db/transaction";
import { passwordChangeSchema } from "../../domain/people/password";
import type { Input } from "../../domain/view";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { fail, invalid, notFound, type Result, succeed } from "../result";
import { storePassword } from "./parts/store-password";

/**
 * Gives the actor's own account another password, and ends all its sessions but the one that asks: nobody else who knew
 * the old one stays signed in.
 */
export async function changePassword(
  ctx: Context,
  input: Input<typeof passwordChangeSchema>,
): Promise<Result<{ readonly changed: true }>> {
  const { actor, db, now, sessionId } = ctx;
  if (actor.kind !== "user") return notFound("account");
  const parsed = passwordChangeSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const { current, next } = parsed.data;
  const checked = await checkOwnPassword(db, actor.id, current, now);
  if (checked.outcome === "limited") {
    return fail(
      "conflict",
      t`Too many wrong passwords. Wait ${plural(checked.seconds, "# second", "# seconds")}, then try again.`,
    );
  }
  if (checked.outcome === "wrong") {
    return fail("conflict", t`The current password is not right. Nothing was changed.`);
  }
  const guessable = await guessableProblem(next, [actor.name, actor.email, actor.institution]);
  if (guessable) return fail("invalid", guessable);
  const passwordHash = await hashPassword(next);
  return inTransaction(db, async (tx): Promise<Result<{ readonly changed: true }>> => {
    // Of two changes at once, the second fails: the password that it names as the current one is so no longer.
    const was = checked.passwordHash;
    if (!(await storePassword(tx, { userId: actor.id, passwordHash, was, but: sessionId }, now))) {
      return fail("conflict", t`The password was changed meanwhile. Sign in with the new one.`);
    }
    await writeAudit(tx, ctx, [{ action: "user.password", subject: actor.id }]);
    return succeed({ changed: true });
  });
}
