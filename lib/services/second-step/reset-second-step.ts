import { randomUUID } from "node:crypto";
import { z } from "zod";
import { endSessions } from "../../auth/end-sessions";
import { may } from "../../auth/policy";
import { text, uuid } from "../../db/columns";
import type { Queryable } from "../../db/queryable";
import { statement } from "../../db/statement";
import { inTransaction } from "../../db/transaction";
import { emailSchema } from "../../domain/people/input";
import { resetReasonSchema, resetSecondStepSchema } from "../../domain/second-step/input";
import { secondStepReset } from "../../domain/second-step/messages";
import type { Input } from "../../domain/view";
import { t } from "../../language/t";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { tell } from "../notices/tell";
import { lockPerson } from "../people/lock-person";
import { fail, invalid, notFound, type Result, succeed } from "../result";
import { dropFactors } from "./parts/drop-factors";
import { hasFactor, loadFactors } from "./parts/load-factors";
import { lockAccount } from "./parts/lock-account";

const byCommandSchema = z.object({ email: emailSchema, reason: resetReasonSchema }).strict();

const accountToReset = statement({
  name: "account-to-reset-second-step",
  params: { email: text },
  row: { id: uuid, institutionId: uuid },
  sql: `SELECT id, institution_id AS "institutionId" FROM "user" WHERE email = $email`,
});

type Reset = { readonly reset: true };

/** Takes a person all they have for the second step, for who has lost it, and signs them out everywhere. */
export async function resetSecondStep(
  ctx: Context,
  id: string,
  input: Input<typeof resetSecondStepSchema>,
): Promise<Result<Reset>> {
  const { actor, db } = ctx;
  if (!may(actor, "manage-people")) return notFound("person");
  const parsed = resetSecondStepSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  return inTransaction(db, async (tx): Promise<Result<Reset>> => {
    const found = await lockPerson(tx, actor, id);
    if (!found.ok) return found;
    return reset(tx, ctx, { id: found.value.id, institutionId: actor.institutionId }, parsed.data.reason);
  });
}

/** The same by the system alone: for the last administrator. */
export async function resetSecondStepOf(
  ctx: Context,
  input: Input<typeof byCommandSchema>,
): Promise<Result<Reset>> {
  const { actor, db } = ctx;
  if (actor.kind !== "system") return notFound("account");
  const parsed = byCommandSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const { email, reason } = parsed.data;
  const account = await db.find(accountToReset, { email });
  if (!account) return fail("not-found", `There is no account for ${email}. Nothing was changed.`);
  return inTransaction(db, async (tx): Promise<Result<Reset>> => {
    await lockAccount(tx, account.id);
    return reset(tx, ctx, account, reason);
  });
}

async function reset(
  tx: Queryable,
  ctx: Context,
  { id: userId, institutionId }: { readonly id: string; readonly institutionId: string },
  reason: string,
): Promise<Result<Reset>> {
  const { now } = ctx;
  const factors = await loadFactors(tx, userId);
  if (!hasFactor(factors) && factors.codes === 0) {
    return fail("conflict", t`This account has no second step. Nothing was changed.`);
  }
  const { passkeys, app } = factors;
  await dropFactors(tx, userId);
  await endSessions(tx, { userId, but: null, now });
  await writeAudit(tx, ctx, [
    {
      action: "user.reset-second-step",
      subject: userId,
      institutionId,
      detail: { reason, passkeys, app },
    },
  ]);
  const telling = { userId, message: secondStepReset(), key: `user.second-step ${randomUUID()}` };
  await tell(tx, [telling], { kind: "user.second-step", href: "/account#second-step", now });
  return succeed({ reset: true });
}
