import { inTransaction } from "../../db/transaction";
import { newAppSchema } from "../../domain/second-step/input";
import type { Input } from "../../domain/view";
import { t } from "../../language/t";
import type { Context } from "../context";
import { fail, invalid, notFound, type Result, succeed } from "../result";
import { lockAccount } from "./parts/lock-account";
import { noteChange } from "./parts/note-change";
import { proveSeed, storeApp } from "./parts/store-app";

/** Sets the actor's authenticator app up, in place of the one of before: with a code that it shows now. */
export async function setApp(
  ctx: Context,
  input: Input<typeof newAppSchema>,
): Promise<Result<{ readonly set: true }>> {
  const { actor, db, now } = ctx;
  if (actor.kind !== "user") return notFound("account");
  const parsed = newAppSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const proven = proveSeed(actor.id, parsed.data.sealed, parsed.data.code, now);
  if (!proven) {
    return fail("conflict", t`That is not the code that the app shows now. Look whether its clock is right.`);
  }
  return inTransaction(db, async (tx): Promise<Result<{ readonly set: true }>> => {
    if (!(await lockAccount(tx, actor.id))) return notFound("account");
    await storeApp(tx, actor.id, proven, now);
    await noteChange(tx, { actor, now }, "set-app");
    return succeed({ set: true });
  });
}
