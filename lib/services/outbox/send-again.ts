import { z } from "zod";
import { may } from "../../auth/policy";
import { nullable, timestamp, uuid, uuids } from "../../db/columns";
import { statement } from "../../db/statement";
import { inTransaction } from "../../db/transaction";
import { sendAgainSchema } from "../../domain/outbox/views";
import type { Input } from "../../domain/view";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { invalid, notFound, type Result, succeed } from "../result";
import { isStuck } from "./parts/stuck";

const ownConnection = statement({
  name: "connection-that-tells",
  params: { connectionId: uuid, institutionId: uuid },
  row: { id: uuid },
  sql: "SELECT id FROM connection WHERE id = $connectionId AND institution_id = $institutionId",
});

// The reason stays until it is sent, or is refused with another.
const putAgain = statement({
  name: "send-deliveries-again",
  params: { connectionId: uuid, ids: nullable(uuids), now: timestamp },
  sql: `UPDATE delivery SET due_at = $now, attempts = 0, tried_since = NULL, dead_at = NULL
    WHERE connection_id = $connectionId AND ${isStuck()} AND coalesce(id = ANY($ids), $ids IS NULL)`,
});

/** Has what the other system refused sent again at once, by name or all of it. What was sent meanwhile stays as it is. */
export async function sendAgain(
  ctx: Context,
  id: string,
  input: Input<typeof sendAgainSchema>,
): Promise<Result<{ readonly count: number }>> {
  const { actor, db, now } = ctx;
  const connectionId = z.uuid().safeParse(id);
  if (!may(actor, "administer") || !connectionId.success) return notFound("connection");
  const parsed = sendAgainSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const { institutionId } = actor;
  return inTransaction(db, async (tx): Promise<Result<{ readonly count: number }>> => {
    const found = await tx.find(ownConnection, { connectionId: connectionId.data, institutionId });
    if (!found) return notFound("connection");
    const count = await tx.run(putAgain, { connectionId: found.id, ids: parsed.data.ids, now });
    if (count > 0) {
      await writeAudit(tx, ctx, [{ action: "connection.send-again", subject: found.id, detail: { count } }]);
    }
    return succeed({ count });
  });
}
