import { privacy } from "@/lib/contract/privacy";
import { acceptNotice } from "@/lib/services/privacy/accept-notice";
import { serve } from "../../_http/serve";

export const POST = serve(privacy.accept, (ctx, { body }) => acceptNotice(ctx, body));
