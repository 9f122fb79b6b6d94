import { notices } from "@/lib/contract/notices";
import { countUnread } from "@/lib/services/notices/count-unread";
import { serve } from "../../_http/serve";

export const GET = serve(notices.unread, (ctx) => countUnread(ctx));
