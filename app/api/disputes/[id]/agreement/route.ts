import { disputes } from "@/lib/contract/disputes";
import { agreeToProposal } from "@/lib/services/disputes/agree-to-proposal";
import { serve } from "../../../_http/serve";

export const POST = serve(disputes.agree, (ctx, { params, body }) => agreeToProposal(ctx, params.id, body));
