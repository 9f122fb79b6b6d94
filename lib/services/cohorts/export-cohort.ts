import { z } from "zod";
import { may } from "../../auth/policy";
import { COHORT_TABLES, type CohortTable, cohortTables } from "../../domain/cohorts/export";
import { weeksSchema } from "../../domain/cohorts/period";
import type { Written } from "../../domain/view";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";
import { getCohort } from "./get-cohort";

const inputSchema = z.object({
  id: z.uuid(),
  weeks: weeksSchema,
  table: z.enum(COHORT_TABLES).catch("figures"),
});

/**
 * A cohort's figures as a table for a file (docs/cohorts.md says its columns): with suppressed figures left empty, and
 * residents only to those who see them. It is written down who took it.
 */
export async function exportCohort(
  ctx: Context,
  input: Written<typeof inputSchema>,
): Promise<Result<{ readonly name: string; readonly table: CohortTable }>> {
  const { actor, db } = ctx;
  const parsed = inputSchema.safeParse(input);
  if (!may(actor, "see-cohorts") || !parsed.success) return notFound("cohort");
  const { id, weeks, table: which } = parsed.data;
  if (which === "residents" && !may(actor, "see-residents")) return notFound("cohort");
  const cohort = await getCohort(ctx, { id, weeks });
  if (!cohort.ok) return cohort;
  await writeAudit(db, ctx, [{ action: "cohort.export", subject: id, detail: { table: which, weeks } }]);
  return succeed({ name: cohort.value.name, table: cohortTables[which](cohort.value) });
}
