import { account } from "@/lib/contract/account";
import { endOtherSessions } from "@/lib/services/sessions/end-other-sessions";
import { serve } from "../../_http/serve";

export const DELETE = serve(account.endOtherSessions, (ctx) => endOtherSessions(ctx));
