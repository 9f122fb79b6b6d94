import { z } from "zod";
import { uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import { inTransaction } from "../../db/transaction";
import type { Context } from "../context";
import { fail, notFound, type Result, succeed } from "../result";
import { dropCodesOfNoFactor } from "./parts/drop-codes";
import { lastFactorProblem } from "./parts/last-factor";
import { lockAccount } from "./parts/lock-account";
import { noteChange } from "./parts/note-change";

const deleteOwnPasskey = statement({
  name: "delete-own-passkey",
  params: { id: uuid, userId: uuid },
  sql: "DELETE FROM passkey WHERE id = $id AND user_id = $userId",
});

const findOwnPasskey = statement({
  name: "find-own-passkey",
  params: { id: uuid, userId: uuid },
  sql: "SELECT FROM passkey WHERE id = $id AND user_id = $userId",
});

/** Removes one of the actor's passkeys. */
export async function removePasskey(ctx: Context, id: string): Promise<Result<{ readonly removed: true }>> {
  const { actor, db, now } = ctx;
  const passkeyId = z.uuid().safeParse(id);
  if (actor.kind !== "user" || !passkeyId.success) return notFound("passkey");
  const own = { id: passkeyId.data, userId: actor.id };
  return inTransaction(db, async (tx): Promise<Result<{ readonly removed: true }>> => {
    if (!(await lockAccount(tx, actor.id)) || (await tx.run(findOwnPasskey, own)) === 0) {
      return notFound("passkey");
    }
    const problem = await lastFactorProblem(tx, actor.id);
    if (problem) return fail("conflict", problem);
    await tx.run(deleteOwnPasskey, own);
    await dropCodesOfNoFactor(tx, actor.id);
    await noteChange(tx, { actor, now }, "remove-passkey");
    return succeed({ removed: true });
  });
}
