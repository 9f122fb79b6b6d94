import { endSessions } from "../../auth/end-sessions";
import { inTransaction } from "../../db/transaction";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";

/** Signs the actor out everywhere but where this is asked from. */
export async function endOtherSessions(ctx: Context): Promise<Result<{ readonly ended: number }>> {
  const { actor, db, now, sessionId } = ctx;
  if (actor.kind !== "user") return notFound("session");
  return inTransaction(db, async (tx) => {
    const ended = await endSessions(tx, { userId: actor.id, but: sessionId ?? null, now });
    await writeAudit(tx, ctx, [{ action: "user.end-sessions", subject: actor.id, detail: { ended } }]);
    return succeed({ ended });
  });
}
