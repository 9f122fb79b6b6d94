import { privacy } from "@/lib/contract/privacy";
import { previewRetention } from "@/lib/services/retention/get-retention";
import { setRetention } from "@/lib/services/retention/set-retention";
import { serve } from "../../_http/serve";

export const GET = serve(privacy.previewRetention, (ctx, { query }) => previewRetention(ctx, query));

export const PUT = serve(privacy.setRetention, (ctx, { body }) => setRetention(ctx, body));
