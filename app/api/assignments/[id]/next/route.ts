import { cases } from "@/lib/contract/cases";
import { getAssignmentRun } from "@/lib/services/assignments/get-assignment-run";
import { succeed } from "@/lib/services/result";
import { serve } from "../../../_http/serve";

export const GET = serve(cases.nextAssigned, async (ctx, { params, query: { exclude, limit } }) => {
  const found = await getAssignmentRun(ctx, {
    id: params.id,
    exclude: exclude?.split(",").filter(Boolean),
    limit: limit === undefined ? undefined : Number(limit),
  });
  if (!found.ok) return found;
  return succeed({ cases: found.value.state === "running" ? found.value.cases : [] });
});
