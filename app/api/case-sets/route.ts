import { caseSets } from "@/lib/contract/case-sets";
import { createCaseSet } from "@/lib/services/case-sets/create-case-set";
import { listCaseSets } from "@/lib/services/case-sets/list-case-sets";
import { serve } from "../_http/serve";

export const GET = serve(caseSets.list, (ctx) => listCaseSets(ctx));

export const POST = serve(caseSets.create, (ctx, { body }) => createCaseSet(ctx, body));
