import { z } from "zod";
import { text, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import { inTransaction } from "../../db/transaction";
import { passkeyChangeSchema } from "../../domain/second-step/input";
import type { Input } from "../../domain/view";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { invalid, notFound, type Result, succeed } from "../result";

const renameOwnPasskey = statement({
  name: "rename-own-passkey",
  params: { id: uuid, userId: uuid, name: text },
  sql: "UPDATE passkey SET name = $name WHERE id = $id AND user_id = $userId",
});

/** Gives one of the actor's passkeys another name. */
export async function renamePasskey(
  ctx: Context,
  id: string,
  input: Input<typeof passkeyChangeSchema>,
): Promise<Result<{ readonly id: string }>> {
  const { actor, db } = ctx;
  const passkeyId = z.uuid().safeParse(id);
  if (actor.kind !== "user" || !passkeyId.success) return notFound("passkey");
  const parsed = passkeyChangeSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const own = { id: passkeyId.data, userId: actor.id };
  const { name } = parsed.data;
  return inTransaction(db, async (tx): Promise<Result<{ readonly id: string }>> => {
    if ((await tx.run(renameOwnPasskey, { ...own, name })) === 0) return notFound("passkey");
    await writeAudit(tx, ctx, [{ action: "user.rename-passkey", subject: actor.id }]);
    return succeed({ id: own.id });
  });
}
