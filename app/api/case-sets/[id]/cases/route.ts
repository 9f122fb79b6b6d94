import { caseSets } from "@/lib/contract/case-sets";
import { addCases } from "@/lib/services/case-sets/add-cases";
import { serve } from "../../../_http/serve";

export const POST = serve(caseSets.addCases, (ctx, { params, body }) => addCases(ctx, params.id, body));
