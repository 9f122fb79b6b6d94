import { caseSets } from "@/lib/contract/case-sets";
import { createForms } from "@/lib/services/case-sets/create-forms";
import { serve } from "../../_http/serve";

export const POST = serve(caseSets.createForms, (ctx, { body }) => createForms(ctx, body));
