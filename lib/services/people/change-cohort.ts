import { z } from "zod";
import { t } from "@/lib/language/t";
import { may } from "../../auth/policy";
import { uniqueViolation } from "../../db/errors";
import { inTransaction } from "../../db/transaction";
import { cohortChangeSchema } from "../../domain/people/input";
import type { Input } from "../../domain/view";
import type { Context } from "../context";
import { fail, invalid, notFound, type Result, succeed } from "../result";
import { cohortToChange, renameCohort, setCohortEnded } from "./cohort-rows";
import { lockPeople } from "./lock-person";

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
        await renameCohort(tx, ctx, cohort.id, name);
      }
      if (ended !== undefined && ended !== cohort.ended) await setCohortEnded(tx, ctx, cohort.id, ended);
      return succeed({ id: cohort.id });
    });
  } catch (error) {
    if (uniqueViolation(error) === "cohort_institution_id_name_key") {
      return fail("conflict", t`There is a cohort called ${name ?? ""} already.`);
    }
    throw error;
  }
}
