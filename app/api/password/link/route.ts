import { ADDRESS_HEADER } from "@/lib/auth/address";
import { passwords } from "@/lib/contract/passwords";
import { askReset } from "@/lib/services/passwords/ask-reset";
import { serve } from "../../_http/serve";

export const POST = serve(passwords.askReset, (ctx, { body, request }) =>
  askReset(ctx, body, request.headers.get(ADDRESS_HEADER) ?? "unknown"),
);
