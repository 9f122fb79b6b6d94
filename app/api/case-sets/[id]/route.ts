import { caseSets } from "@/lib/contract/case-sets";
import { t } from "@/lib/language/t";
import { getCaseSet } from "@/lib/services/case-sets/get-case-set";
import { saveCaseSet } from "@/lib/services/case-sets/save-case-set";
import { problem } from "../../_http/problem";
import { serve } from "../../_http/serve";

export const GET = serve(caseSets.get, (ctx, { params }) => getCaseSet(ctx, params.id));

/** Stores a draft as a whole; 412 where somebody else has changed it since `updatedAt`. */
export const PUT = serve(caseSets.save, async (ctx, { params, body }) => {
  const result = await saveCaseSet(ctx, params.id, body);
  return result.ok && !result.value.saved
    ? problem(412, t`Somebody else has changed this set since you opened it. Nothing was stored.`)
    : result;
});
