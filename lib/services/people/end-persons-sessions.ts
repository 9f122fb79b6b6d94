import { endSessions } from "../../auth/end-sessions";
import { may } from "../../auth/policy";
import { inTransaction } from "../../db/transaction";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";
import { lockPerson } from "./lock-person";

/** Signs a person out everywhere. The account stays open. */
export async function endPersonsSessions(
  ctx: Context,
  id: string,
): Promise<Result<{ readonly ended: number }>> {
  const { actor, db, now } = ctx;
  if (!may(actor, "manage-people")) return notFound("person");
  return inTransaction(db, async (tx): Promise<Result<{ readonly ended: number }>> => {
    const found = await lockPerson(tx, actor, id);
    if (!found.ok) return found;
    const ended = await endSessions(tx, { userId: found.value.id, but: null, now });
    await writeAudit(tx, ctx, [{ action: "user.end-sessions", subject: found.value.id, detail: { ended } }]);
    return succeed({ ended });
  });
}
