import { account } from "@/lib/contract/account";
import { leaveAddress } from "@/lib/services/identities/leave-address";
import { ownAddressOf } from "../../_http/own-address";
import { serve } from "../../_http/serve";

export const GET = serve(account.leaveAddress, (ctx, { request }) =>
  leaveAddress(ctx, `${ownAddressOf(request.headers)}/sign-in`),
);
