import { strangerCookieName } from "@/lib/auth/session";
import { account } from "@/lib/contract/account";
import { linkStranger } from "@/lib/services/identities/link-stranger";
import { cookieOf } from "../../_http/cookie-of";
import { serve } from "../../_http/serve";

export const POST = serve(account.linkIdentity, (ctx, { request }) =>
  linkStranger(ctx, cookieOf(request, strangerCookieName()) ?? null),
);
