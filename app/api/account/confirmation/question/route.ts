import { relyingParty } from "@/lib/auth/relying-party";
import { secondStep } from "@/lib/contract/second-step";
import { askToConfirm } from "@/lib/services/second-step/ask-to-confirm";
import { serve } from "../../../_http/serve";

export const POST = serve(secondStep.askToConfirm, (ctx, { request }) =>
  askToConfirm(ctx, relyingParty(request.headers.get("host"))),
);
