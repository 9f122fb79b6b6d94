import { privacy } from "@/lib/contract/privacy";
import { publishNotice } from "@/lib/services/privacy/publish-notice";
import { withdrawNotice } from "@/lib/services/privacy/withdraw-notice";
import { serve } from "../../_http/serve";

export const POST = serve(privacy.publish, (ctx, { body }) => publishNotice(ctx, body));

export const DELETE = serve(privacy.withdraw, (ctx) => withdrawNotice(ctx));
