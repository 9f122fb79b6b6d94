import { disputes } from "@/lib/contract/disputes";
import { decideDispute } from "@/lib/services/disputes/decide-dispute";
import { serve } from "../../../_http/serve";

export const POST = serve(disputes.decide, (ctx, { params, body }) => decideDispute(ctx, params.id, body));
