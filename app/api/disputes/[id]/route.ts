import { disputes } from "@/lib/contract/disputes";
import { getDispute } from "@/lib/services/disputes/get-dispute";
import { serve } from "../../_http/serve";

export const GET = serve(disputes.get, (ctx, { params }) => getDispute(ctx, params.id));
