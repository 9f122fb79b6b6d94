import { account } from "@/lib/contract/account";
import { invalid, succeed } from "@/lib/services/result";
import { confirmSession } from "@/lib/services/sessions/confirm-session";
import { serve } from "../../_http/serve";

export const POST = serve(account.confirm, async (ctx, { body }) => {
  const parsed = account.confirm.body.safeParse(body);
  return parsed.success ? confirmSession(ctx, parsed.data.password) : invalid(parsed.error);
});

export const GET = serve(account.confirmed, async () => succeed({ confirmed: true as const }));
