import { t } from "@/lib/language/t";
import { may } from "../../auth/policy";
import { text, timestamp, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import { inTransaction } from "../../db/transaction";
import { newCohortSchema } from "../../domain/people/input";
import type { Input } from "../../domain/view";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { fail, invalid, notFound, type Result, succeed } from "../result";

const insertCohort = statement({
  name: "insert-cohort",
  params: { institutionId: uuid, name: text, now: timestamp },
  row: { id: uuid },
  sql: `INSERT INTO cohort (institution_id, name, created_at) VALUES ($institutionId, $name, $now)
    ON CONFLICT (institution_id, name) DO NOTHING RETURNING id`,
});

/** Makes a cohort, with nobody in it yet. */
export async function createCohort(
  ctx: Context,
  input: Input<typeof newCohortSchema>,
): Promise<Result<{ readonly id: string }>> {
  const { actor, db, now } = ctx;
  if (!may(actor, "manage-people")) return notFound("page");
  const parsed = newCohortSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  return inTransaction(db, async (tx): Promise<Result<{ readonly id: string }>> => {
    const { name } = parsed.data;
    const cohort = await tx.find(insertCohort, { institutionId: actor.institutionId, name, now });
    if (!cohort) return fail("conflict", t`There is a cohort called ${name} already.`);
    await writeAudit(tx, ctx, [{ action: "cohort.create", subject: cohort.id }]);
    return succeed(cohort);
  });
}
