import { disputes } from "@/lib/contract/disputes";
import { getAttemptDisputes } from "@/lib/services/disputes/get-attempt-disputes";
import { openDispute } from "@/lib/services/disputes/open-dispute";
import { serve } from "../../../_http/serve";

export const GET = serve(disputes.ofAttempt, (ctx, { params }) => getAttemptDisputes(ctx, params.id));

export const POST = serve(disputes.open, (ctx, { params, body }) => openDispute(ctx, params.id, body));
