import { account } from "@/lib/contract/account";
import { setReminders } from "@/lib/services/reminders/set-reminders";
import { serve } from "../../_http/serve";

export const PUT = serve(account.setReminders, (ctx, { body }) => setReminders(ctx, body));
