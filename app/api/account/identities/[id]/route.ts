import { account } from "@/lib/contract/account";
import { removeOwnIdentity } from "@/lib/services/identities/remove-own-identity";
import { serve } from "../../../_http/serve";

export const DELETE = serve(account.removeIdentity, (ctx, { params }) => removeOwnIdentity(ctx, params.id));
