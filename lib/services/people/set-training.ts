import { t } from "@/lib/language/t";
import { may } from "../../auth/policy";
import { day, integers, uuids } from "../../db/columns";
import { statement } from "../../db/statement";
import { inTransaction } from "../../db/transaction";
import { trainingSchema } from "../../domain/people/input";
import type { Input } from "../../domain/view";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { markDue } from "../kept-figures/mark-due";
import { fail, invalid, notFound, type Result, succeed } from "../result";
import { lockPerson } from "./lock-person";

export const beginYears = statement({
  name: "begin-years-of-training",
  params: { userIds: uuids, years: integers, on: day },
  sql: `INSERT INTO training (user_id, since, year)
    SELECT user_id, $on, year FROM unnest($userIds, $years) AS x(user_id, year)
    ON CONFLICT (user_id, since) DO UPDATE SET year = excluded.year`,
});

/** Writes down from which day on a resident is in a year of training; what stood for that day is replaced. */
export async function setTraining(
  ctx: Context,
  id: string,
  input: Input<typeof trainingSchema>,
): Promise<Result<{ readonly id: string }>> {
  const { actor, db } = ctx;
  if (!may(actor, "manage-people")) return notFound("person");
  const parsed = trainingSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const { year, since } = parsed.data;
  return inTransaction(db, async (tx): Promise<Result<{ readonly id: string }>> => {
    const found = await lockPerson(tx, actor, id);
    if (!found.ok) return found;
    if (found.value.role !== "resident") return fail("conflict", t`Only residents have a year of training.`);
    await tx.run(beginYears, { userIds: [found.value.id], years: [year], on: since });
    // Figures are kept by year of training too.
    await markDue(tx, { userIds: [found.value.id], caseIds: null });
    await writeAudit(tx, ctx, [{ action: "user.promote", subject: found.value.id, detail: { year, since } }]);
    return succeed({ id: found.value.id });
  });
}
