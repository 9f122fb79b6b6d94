import { cases } from "@/lib/contract/cases";
import { openStage } from "@/lib/services/stage/open-stage";
import { serve } from "../_http/serve";

export const GET = serve(
  cases.open,
  (ctx, { query: { case: caseId = "", assignment: assignmentId, again } }) =>
    openStage(ctx, { caseId, assignmentId, again: again === "1" }),
  { alongside: true },
);
