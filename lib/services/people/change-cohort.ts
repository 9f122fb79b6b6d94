import { z } from "zod";
import { t } from "@/lib/language/t";
import { may } from "../../auth/policy";
import { nullable, text, timestamp, uuid } from "../../db/columns";
import { uniqueViolation } from "../../db/errors";
import type { Queryable } from "../../db/queryable";
import { statement } from "../../db/statement";
import { inTransaction } from "../../db/transaction";
import { cohortChangeSchema } from "../../domain/people/input";
import type { Input } from "../../domain/view";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { fail, invalid, notFound, type Result, succeed } from "../result";
import { cohortToChange, leaveCohorts } from "./cohort-rows";
import { lockPeople } from "./lock-person";

const renameCohort = statement({
  name: "rename-cohort",
  params: { cohortId: uuid, name: text },
  sql: "UPDATE cohort SET name = $name WHERE id = $cohortId",
});

const endCohort = statement({
  name: "end-cohort",
  params: { cohortId: uuid, endedAt: nullable(timestamp) },
  sql: "UPDATE cohort SET ended_at = $endedAt WHERE id = $cohortId",
});

/** Renames, ends or reopens a cohort. Residents who left it because it ended are not brought back. */
export async function changeCohort(
  ctx: Context,
  id: string,
  input: Input<typeof cohortChangeSchema>,
): Promise<Result<{ readonly id: string }>> {
  const { actor, db } = ctx;
  const cohortId = z.uuid().safeParse(id);
  if (!may(actor, "manage-people") || !cohortId.success) return notFound("cohort");
  const parsed = cohortChangeSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const { name, ended } = parsed.data;
  try {
    return await inTransaction(db, async (tx): Promise<Result<{ readonly id: string }>> => {
      const { institutionId } = actor;
      await lockPeople(tx, institutionId);
      const cohort = await tx.find(cohortToChange, { cohortId: cohortId.data, institutionId });
      if (!cohort) return notFound("cohort");
      if (name !== undefined && name !== cohort.name) {
        await tx.run(renameCohort, { cohortId: cohort.id, name });
        await writeAudit(tx, ctx, [{ action: "cohort.change", subject: cohort.id }]);
      }
      if (ended !== undefined && ended !== cohort.ended) await setEnded(tx, ctx, cohort.id, ended);
      return succeed({ id: cohort.id });
    });
  } catch (error) {
    if (uniqueViolation(error) === "cohort_institution_id_name_key") {
      return fail("conflict", t`There is a cohort called ${name ?? ""} already.`);
    }
    throw error;
  }
}

async function setEnded(tx: Queryable, ctx: Context, cohortId: string, ended: boolean): Promise<void> {
  await tx.run(endCohort, { cohortId, endedAt: ended ? ctx.now : null });
  if (ended) await leaveCohorts(tx, ctx, { cohortId });
  await writeAudit(tx, ctx, [{ action: ended ? "cohort.end" : "cohort.reopen", subject: cohortId }]);
}
