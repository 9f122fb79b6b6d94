import { caseSets } from "@/lib/contract/case-sets";
import { publishCaseSet } from "@/lib/services/case-sets/change-status";
import { serve } from "../../../_http/serve";

export const POST = serve(caseSets.publish, (ctx, { params }) => publishCaseSet(ctx, params.id));
