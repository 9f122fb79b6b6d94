import { uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import { inTransaction } from "../../db/transaction";
import { t } from "../../language/t";
import type { Context } from "../context";
import { fail, notFound, type Result, succeed } from "../result";
import { dropCodesOfNoFactor } from "./parts/drop-codes";
import { lastFactorProblem } from "./parts/last-factor";
import { lockAccount } from "./parts/lock-account";
import { noteChange } from "./parts/note-change";

const deleteAuthenticator = statement({
  name: "delete-authenticator",
  params: { userId: uuid },
  sql: "DELETE FROM authenticator WHERE user_id = $userId",
});

/** Removes the actor's authenticator app. */
export async function removeApp(ctx: Context): Promise<Result<{ readonly removed: true }>> {
  const { actor, db, now } = ctx;
  if (actor.kind !== "user") return notFound("account");
  return inTransaction(db, async (tx): Promise<Result<{ readonly removed: true }>> => {
    if (!(await lockAccount(tx, actor.id))) return notFound("account");
    const problem = await lastFactorProblem(tx, actor.id);
    if (problem) return fail("conflict", problem);
    if ((await tx.run(deleteAuthenticator, { userId: actor.id })) === 0) {
      return fail("not-found", t`There is no authenticator app any more.`);
    }
    await dropCodesOfNoFactor(tx, actor.id);
    await noteChange(tx, { actor, now }, "remove-app");
    return succeed({ removed: true });
  });
}
