import { connections } from "@/lib/contract/connections";
import { invitePlatform } from "@/lib/services/connections/invite-platform";
import { ownAddressOf } from "../../_http/own-address";
import { serve } from "../../_http/serve";

export const POST = serve(connections.invitePlatform, (ctx, { body, request }) =>
  invitePlatform(ctx, body, ownAddressOf(request.headers)),
);
