import { ADDRESS_HEADER } from "@/lib/auth/address";
import { invitations } from "@/lib/contract/invitations";
import { t } from "@/lib/language/t";
import { acceptInvitation } from "@/lib/services/invitations/accept-invitation";
import { waitInWords } from "@/lib/words/wait";
import { problem } from "../../_http/problem";
import { serve } from "../../_http/serve";

/** Makes the account of an invitation: whoever holds its link needs none to call this. */
export const POST = serve(invitations.accept, async (ctx, { body, request }) => {
  const result = await acceptInvitation(ctx, body, request.headers.get(ADDRESS_HEADER) ?? "unknown");
  if (!("limited" in result)) return result;
  return problem(429, t`Too many links that don’t open. Wait ${waitInWords(result.limited)}.`, {
    "retry-after": String(result.limited),
  });
});
