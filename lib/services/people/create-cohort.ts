import { randomUUID } from "node:crypto";
import { t } from "@/lib/language/t";
import { may } from "../../auth/policy";
import { text, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import { inTransaction } from "../../db/transaction";
import { newCohortSchema } from "../../domain/people/input";
import type { Input } from "../../domain/view";
import type { Context } from "../context";
import { fail, invalid, notFound, type Result, succeed } from "../result";
import { makeCohort } from "./cohort-rows";

const sameCohort = statement({
  name: "same-cohort",
  params: { id: uuid, institutionId: uuid, name: text },
  row: { id: uuid },
  sql: "SELECT id FROM cohort WHERE id = $id AND institution_id = $institutionId AND name = $name",
});

/** Makes a cohort, with nobody in it yet. The same again, with the same id, makes no other. */
export async function createCohort(
  ctx: Context,
  input: Input<typeof newCohortSchema>,
): Promise<Result<{ readonly id: string }>> {
  const { actor, db } = ctx;
  if (!may(actor, "manage-people")) return notFound("page");
  const parsed = newCohortSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  return inTransaction(db, async (tx): Promise<Result<{ readonly id: string }>> => {
    const { id = randomUUID(), name } = parsed.data;
    const { institutionId } = actor;
    const cohort = { id, institutionId, name };
    const isThere = (await makeCohort(tx, ctx, cohort)) || (await tx.find(sameCohort, cohort));
    return isThere ? succeed({ id }) : fail("conflict", t`There is a cohort called ${name} already.`);
  });
}
