import { ADDRESS_HEADER } from "@/lib/auth/address";
import { deviceCookieName } from "@/lib/auth/session";
import { passwords } from "@/lib/contract/passwords";
import { t } from "@/lib/language/t";
import { resetPassword } from "@/lib/services/passwords/reset-password";
import { waitInWords } from "@/lib/words/wait";
import { cookieOf } from "../../_http/cookie-of";
import { deviceCookie } from "../../_http/device-cookie";
import { problem } from "../../_http/problem";
import { serve } from "../../_http/serve";

/** Changes the password that a link is for: whoever holds it needs no session to call this. */
export const POST = serve(passwords.reset, async (ctx, { body, request }) => {
  const visit = {
    address: request.headers.get(ADDRESS_HEADER) ?? "unknown",
    device: cookieOf(request, deviceCookieName()) ?? null,
  };
  const result = await resetPassword(ctx, body, visit);
  if ("limited" in result) {
    const headers = { "retry-after": String(result.limited) };
    return problem(429, t`Too many links that don’t open. Wait ${waitInWords(result.limited)}.`, headers);
  }
  if (!result.ok) return result;
  const headers = { "cache-control": "no-store", "set-cookie": deviceCookie(result.value.device) };
  return Response.json({ email: result.value.email }, { headers });
});
