import { may } from "../../auth/policy";
import { inTransaction } from "../../db/transaction";
import { daySchema } from "../../domain/time/day";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { markDue } from "../kept-figures/mark-due";
import { notFound, type Result, succeed } from "../result";
import { lockPerson } from "./lock-person";

/** Takes back a year of training that was written down by mistake. */
export async function removeTraining(
  ctx: Context,
  place: { readonly id: unknown; readonly since: unknown },
): Promise<Result<{ readonly id: string }>> {
  const { actor, db } = ctx;
  const since = daySchema.safeParse(place.since);
  if (!may(actor, "manage-people") || !since.success) return notFound("year of training");
  return inTransaction(db, async (client): Promise<Result<{ readonly id: string }>> => {
    const found = await lockPerson(client, actor, place.id);
    if (!found.ok) return found;
    const removed = await client.query("DELETE FROM training WHERE user_id = $1 AND since = $2", [
      found.value.id,
      since.data,
    ]);
    if (removed.rowCount === 0) return notFound("year of training");
    // Figures are kept by year of training too.
    await markDue(client, { userIds: [found.value.id], caseIds: null });
    await writeAudit(client, ctx, [
      { action: "user.promote", subject: found.value.id, detail: { year: null, since: since.data } },
    ]);
    return succeed({ id: found.value.id });
  });
}
