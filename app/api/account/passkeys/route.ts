import { relyingParty } from "@/lib/auth/relying-party";
import { secondStep } from "@/lib/contract/second-step";
import { addPasskey } from "@/lib/services/second-step/add-passkey";
import { serve } from "../../_http/serve";

export const POST = serve(secondStep.addPasskey, (ctx, { body, request }) =>
  addPasskey(ctx, relyingParty(request.headers.get("host")), body),
);
