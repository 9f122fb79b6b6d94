import { caseSets } from "@/lib/contract/case-sets";
import { copyCaseSet } from "@/lib/services/case-sets/copy-case-set";
import { serve } from "../../../_http/serve";

export const POST = serve(caseSets.copy, (ctx, { params }) => copyCaseSet(ctx, params.id));
