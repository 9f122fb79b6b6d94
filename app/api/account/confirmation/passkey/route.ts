import { relyingParty } from "@/lib/auth/relying-party";
import { secondStep } from "@/lib/contract/second-step";
import { invalid } from "@/lib/services/result";
import { confirmByPasskey } from "@/lib/services/second-step/confirm-by-passkey";
import { serve } from "../../../_http/serve";

export const POST = serve(secondStep.confirm, async (ctx, { body, request }) => {
  const parsed = secondStep.confirm.body.safeParse(body);
  if (!parsed.success) return invalid(parsed.error);
  return confirmByPasskey(ctx, relyingParty(request.headers.get("host")), parsed.data.answer);
});
