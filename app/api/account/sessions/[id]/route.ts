import { account } from "@/lib/contract/account";
import { endOwnSession } from "@/lib/services/sessions/end-own-session";
import { serve } from "../../../_http/serve";

export const DELETE = serve(account.endSession, (ctx, { params }) => endOwnSession(ctx, params.id));
