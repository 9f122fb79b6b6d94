import { notices } from "@/lib/contract/notices";
import { markRead } from "@/lib/services/notices/mark-read";
import { serve } from "../../_http/serve";

export const POST = serve(notices.markRead, (ctx, { body }) => markRead(ctx, body));
