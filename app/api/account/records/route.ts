import { account } from "@/lib/contract/account";
import { setRecords } from "@/lib/services/xapi/set-records";
import { serve } from "../../_http/serve";

export const PUT = serve(account.setRecords, (ctx, { body }) => setRecords(ctx, body));
