import { z } from "zod";
import { endSession } from "../../auth/end-sessions";
import { inTransaction } from "../../db/transaction";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";

/** Signs the actor out in one browser. */
export async function endOwnSession(ctx: Context, id: string): Promise<Result<{ readonly ended: number }>> {
  const { actor, db, now } = ctx;
  const sessionId = z.uuid().safeParse(id);
  if (actor.kind !== "user" || !sessionId.success) return notFound("session");
  return inTransaction(db, async (tx): Promise<Result<{ readonly ended: number }>> => {
    if (!(await endSession(tx, { id: sessionId.data, userId: actor.id, now }))) return notFound("session");
    await writeAudit(tx, ctx, [{ action: "user.end-sessions", subject: actor.id, detail: { ended: 1 } }]);
    return succeed({ ended: 1 });
  });
}
