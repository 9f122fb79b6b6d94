import { account } from "@/lib/contract/account";
import { changePassword } from "@/lib/services/passwords/change-password";
import { serve } from "../../_http/serve";

export const POST = serve(account.changePassword, (ctx, { body }) => changePassword(ctx, body));
