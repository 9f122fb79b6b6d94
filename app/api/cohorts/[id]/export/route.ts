import { cohorts } from "@/lib/contract/cohorts";
import { toCsv } from "@/lib/documents/csv";
import { exportCohort } from "@/lib/services/cohorts/export-cohort";
import { succeed } from "@/lib/services/result";
import { serve } from "../../../_http/serve";

/** A table of a cohort's figures as CSV (docs/cohorts.md). */
export const GET = serve(cohorts.export, async (ctx, { params, query: { weeks, table } }) => {
  const exported = await exportCohort(ctx, { id: params.id, weeks, table });
  if (!exported.ok) return exported;
  const [header = [], ...rows] = exported.value.table;
  const name = table === "failures" || table === "residents" ? table : "figures";
  return succeed({
    body: toCsv(header.map(String), rows),
    type: "text/csv",
    name: `calot-cohort-${name}.csv`,
  });
});
