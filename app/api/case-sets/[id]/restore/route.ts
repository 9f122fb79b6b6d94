import { caseSets } from "@/lib/contract/case-sets";
import { restoreCaseSet } from "@/lib/services/case-sets/change-status";
import { serve } from "../../../_http/serve";

export const POST = serve(caseSets.restore, (ctx, { params }) => restoreCaseSet(ctx, params.id));
