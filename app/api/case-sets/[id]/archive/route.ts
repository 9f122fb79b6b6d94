import { caseSets } from "@/lib/contract/case-sets";
import { archiveCaseSet } from "@/lib/services/case-sets/change-status";
import { serve } from "../../../_http/serve";

export const POST = serve(caseSets.archive, (ctx, { params }) => archiveCaseSet(ctx, params.id));
