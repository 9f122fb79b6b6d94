import { relyingParty } from "@/lib/auth/relying-party";
import { secondStep } from "@/lib/contract/second-step";
import { proposePasskey } from "@/lib/services/second-step/propose-passkey";
import { serve } from "../../../_http/serve";

export const POST = serve(secondStep.proposePasskey, (ctx, { request }) =>
  proposePasskey(ctx, relyingParty(request.headers.get("host"))),
);
