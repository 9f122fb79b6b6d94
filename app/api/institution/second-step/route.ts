import { relyingParty } from "@/lib/auth/relying-party";
import { secondStep } from "@/lib/contract/second-step";
import { setRequiredRoles } from "@/lib/services/second-step/set-required-roles";
import { serve } from "../../_http/serve";

export const PUT = serve(secondStep.setRoles, (ctx, { body, request }) =>
  setRequiredRoles(ctx, relyingParty(request.headers.get("host")), body),
);
