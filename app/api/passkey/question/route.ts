import { relyingParty } from "@/lib/auth/relying-party";
import { secondStep } from "@/lib/contract/second-step";
import { askToSignIn } from "@/lib/services/second-step/ask-to-sign-in";
import { serve } from "../../_http/serve";

export const POST = serve(secondStep.askPasskey, (ctx, { request }) =>
  askToSignIn(ctx, relyingParty(request.headers.get("host"))),
);
