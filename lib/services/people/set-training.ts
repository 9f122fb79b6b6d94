import { may } from "../../auth/policy";
import { inTransaction } from "../../db/transaction";
import { trainingSchema } from "../../domain/people/input";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { markDue } from "../kept-figures/mark-due";
import { fail, invalid, notFound, type Result, succeed } from "../result";
import { lockPerson } from "./lock-person";

/** Writes down from which day on a resident is in a year of training; what stood for that day is replaced. */
export async function setTraining(
  ctx: Context,
  id: unknown,
  input: unknown,
): Promise<Result<{ readonly id: string }>> {
  const { actor, db } = ctx;
  if (!may(actor, "manage-people")) return notFound("person");
  const parsed = trainingSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const { year, since } = parsed.data;
  return inTransaction(db, async (client): Promise<Result<{ readonly id: string }>> => {
    const found = await lockPerson(client, actor, id);
    if (!found.ok) return found;
    if (found.value.role !== "resident") return fail("conflict", "Only residents have a year of training.");
    await client.query(
      `INSERT INTO training (user_id, since, year) VALUES ($1, $2, $3)
       ON CONFLICT (user_id, since) DO UPDATE SET year = $3`,
      [found.value.id, since, year],
    );
    // Figures are kept by year of training too.
    await markDue(client, { userIds: [found.value.id], caseIds: null });
    await writeAudit(client, ctx, [
      { action: "user.promote", subject: found.value.id, detail: { year, since } },
    ]);
    return succeed({ id: found.value.id });
  });
}
