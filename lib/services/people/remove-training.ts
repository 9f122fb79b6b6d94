import { may } from "../../auth/policy";
import { day, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import { inTransaction } from "../../db/transaction";
import { daySchema } from "../../domain/time/day";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { markDue } from "../kept-figures/mark-due";
import { notFound, type Result, succeed } from "../result";
import { lockPerson } from "./lock-person";

const deleteTraining = statement({
  name: "delete-training",
  params: { userId: uuid, since: day },
  sql: "DELETE FROM training WHERE user_id = $userId AND since = $since",
});

/** Takes back a year of training that was written down by mistake. */
export async function removeTraining(
  ctx: Context,
  place: { readonly id: string; readonly since: string },
): Promise<Result<{ readonly id: string }>> {
  const { actor, db } = ctx;
  const since = daySchema.safeParse(place.since);
  if (!may(actor, "manage-people") || !since.success) return notFound("year of training");
  return inTransaction(db, async (tx): Promise<Result<{ readonly id: string }>> => {
    const found = await lockPerson(tx, actor, place.id);
    if (!found.ok) return found;
    const removed = await tx.run(deleteTraining, { userId: found.value.id, since: since.data });
    if (removed === 0) return notFound("year of training");
    // Figures are kept by year of training too.
    await markDue(tx, { userIds: [found.value.id], caseIds: null });
    await writeAudit(tx, ctx, [
      { action: "user.promote", subject: found.value.id, detail: { year: null, since: since.data } },
    ]);
    return succeed({ id: found.value.id });
  });
}
