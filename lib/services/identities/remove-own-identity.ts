import { z } from "zod";
import { NO_PASSWORD } from "../../auth/password";
import { boolean, certain, nullable, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import { inTransaction } from "../../db/transaction";
import { t } from "../../language/t";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { fail, notFound, type Result, succeed } from "../result";

// The account is held, so that of two links that are taken away at once one remains.
const identityToRemove = statement({
  name: "identity-to-remove",
  params: { id: uuid, userId: uuid },
  row: { id: uuid, connectionId: nullable(uuid), isLast: certain(boolean) },
  sql: `WITH held AS MATERIALIZED (SELECT id, password_hash FROM "user" WHERE id = $userId FOR UPDATE)
    SELECT e.id, e.connection_id AS "connectionId",
      h.password_hash = '${NO_PASSWORD}'
        AND NOT EXISTS (SELECT FROM external_identity o WHERE o.user_id = h.id AND o.id <> e.id) AS "isLast"
    FROM held h JOIN external_identity e ON e.user_id = h.id WHERE e.id = $id`,
});

const deleteIdentity = statement({
  name: "delete-identity",
  params: { id: uuid },
  sql: "DELETE FROM external_identity WHERE id = $id",
});

/** Takes away one of the ways in which the actor's account opens. The last one stays. */
export async function removeOwnIdentity(ctx: Context, id: string): Promise<Result<{ readonly id: string }>> {
  const { actor, db } = ctx;
  const identityId = z.uuid().safeParse(id);
  if (actor.kind !== "user" || !identityId.success) return notFound("identity");
  return inTransaction(db, async (tx): Promise<Result<{ readonly id: string }>> => {
    const found = await tx.find(identityToRemove, { id: identityId.data, userId: actor.id });
    if (!found) return notFound("identity");
    if (found.isLast) {
      return fail("conflict", t`Your account has no password: without this, you could not sign in any more.`);
    }
    await tx.run(deleteIdentity, { id: found.id });
    const detail = { connection: found.connectionId };
    await writeAudit(tx, ctx, [{ action: "identity.remove", subject: actor.id, detail }]);
    return succeed({ id: found.id });
  });
}
