import { disputes } from "@/lib/contract/disputes";
import { withdrawDispute } from "@/lib/services/disputes/withdraw-dispute";
import { serve } from "../../../_http/serve";

export const POST = serve(disputes.withdraw, (ctx, { params }) => withdrawDispute(ctx, params.id));
