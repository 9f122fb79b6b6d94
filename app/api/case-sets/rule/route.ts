import { caseSets } from "@/lib/contract/case-sets";
import { proposeByRule } from "@/lib/services/case-sets/propose-by-rule";
import { serve } from "../../_http/serve";

export const POST = serve(caseSets.proposeByRule, (ctx, { body }) => proposeByRule(ctx, body));
