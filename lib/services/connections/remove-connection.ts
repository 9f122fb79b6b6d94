import { z } from "zod";
import { timestamp, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import { inTransaction } from "../../db/transaction";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";
import { administered } from "./parts/administered";
import { connectionToChange } from "./parts/connection-rows";

const endSessionsBy = statement({
  name: "end-sessions-by-connection",
  params: { id: uuid, now: timestamp },
  sql: "UPDATE session SET ended_at = $now WHERE connection_id = $id AND ended_at IS NULL",
});

// Whom it linked stays linked: another connection to the same provider opens the same accounts.
const deleteConnection = statement({
  name: "delete-connection",
  params: { id: uuid },
  sql: "DELETE FROM connection WHERE id = $id",
});

/** Takes a connection away for good. Whoever is signed in by it is signed out. */
export async function removeConnection(ctx: Context, id: string): Promise<Result<{ readonly id: string }>> {
  const { db, now } = ctx;
  const connectionId = z.uuid().safeParse(id);
  const institutionId = administered(ctx);
  if (institutionId === null || !connectionId.success) return notFound("connection");
  return inTransaction(db, async (tx): Promise<Result<{ readonly id: string }>> => {
    const found = await tx.find(connectionToChange, { id: connectionId.data, institutionId });
    if (!found) return notFound("connection");
    const sessions = await tx.run(endSessionsBy, { id: found.id, now });
    await tx.run(deleteConnection, { id: found.id });
    await writeAudit(tx, ctx, [
      { action: "connection.remove", subject: found.id, detail: { kind: found.spoken.kind, sessions } },
    ]);
    return succeed({ id: found.id });
  });
}
