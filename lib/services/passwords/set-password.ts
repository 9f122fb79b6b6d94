import { z } from "zod";
import { guessableProblem } from "../../auth/guessable";
import { hashPassword } from "../../auth/password";
import { text, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import { inTransaction } from "../../db/transaction";
import { emailSchema } from "../../domain/people/input";
import { newPasswordSchema } from "../../domain/people/password";
import type { Input } from "../../domain/view";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { fail, invalid, notFound, type Result, succeed } from "../result";
import { storePassword } from "./parts/store-password";

const inputSchema = z.object({ email: emailSchema, password: newPasswordSchema }).strict();

const accountToOpen = statement({
  name: "account-for-new-password",
  params: { email: text },
  row: { id: uuid, name: text, institutionId: uuid, institution: text },
  sql: `SELECT u.id, u.name, i.id AS "institutionId", i.name AS institution
    FROM "user" u JOIN institution i ON i.id = u.institution_id WHERE u.email = $email`,
});

/** Gives an account another password, by the system alone: for the last administrator who forgot theirs. */
export async function setPassword(
  ctx: Context,
  input: Input<typeof inputSchema>,
): Promise<Result<{ readonly id: string }>> {
  const { actor, db, now } = ctx;
  if (actor.kind !== "system") return notFound("account");
  const parsed = inputSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const { email, password } = parsed.data;
  const account = await db.find(accountToOpen, { email });
  if (!account) return fail("not-found", `There is no account for ${email}. Nothing was changed.`);
  const guessable = await guessableProblem(password, [account.name, email, account.institution]);
  if (guessable) return fail("invalid", guessable);
  const passwordHash = await hashPassword(password);
  return inTransaction(db, async (tx): Promise<Result<{ readonly id: string }>> => {
    const { id: userId, institutionId } = account;
    if (!(await storePassword(tx, { userId, passwordHash }, now))) {
      return fail("conflict", `The account of ${email} is closed: open it again first. Nothing was changed.`);
    }
    await writeAudit(tx, ctx, [{ action: "user.set-password", subject: userId, institutionId }]);
    return succeed({ id: userId });
  });
}
