import { z } from "zod";
import { hashSecret, makeSecret } from "../../auth/secret";
import { text, timestamp, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import { inTransaction } from "../../db/transaction";
import type { MadeToken } from "../../domain/connections/views";
import { t } from "../../language/t";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { fail, notFound, type Result, succeed } from "../result";
import { administered } from "./parts/administered";
import { connectionToChange } from "./parts/connection-rows";

const setToken = statement({
  name: "set-connection-token",
  params: { id: uuid, hash: text, now: timestamp },
  sql: "UPDATE connection SET token_hash = $hash, changed_at = $now WHERE id = $id",
});

/** Makes the token by which the other system shows Calot who it is. It is told this once; the one before holds no more. */
export async function makeToken(ctx: Context, id: string): Promise<Result<MadeToken>> {
  const { db, now } = ctx;
  const connectionId = z.uuid().safeParse(id);
  const institutionId = administered(ctx);
  if (institutionId === null || !connectionId.success) return notFound("connection");
  return inTransaction(db, async (tx): Promise<Result<MadeToken>> => {
    const found = await tx.find(connectionToChange, { id: connectionId.data, institutionId });
    if (!found) return notFound("connection");
    if (found.spoken.kind !== "scim") return fail("conflict", t`Only a directory shows Calot a token.`);
    const token = makeSecret();
    await tx.run(setToken, { id: found.id, hash: hashSecret(token), now });
    await writeAudit(tx, ctx, [{ action: "connection.token", subject: found.id }]);
    return succeed({ token });
  });
}
