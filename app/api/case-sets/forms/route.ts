import { caseSets } from "@/lib/contract/case-sets";
import { proposeForms } from "@/lib/services/case-sets/propose-forms";
import { serve } from "../../_http/serve";

export const POST = serve(caseSets.proposeForms, (ctx, { body }) => proposeForms(ctx, body));
