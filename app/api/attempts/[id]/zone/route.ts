import { attempts } from "@/lib/contract/attempts";
import { submitZone } from "@/lib/services/attempts/submit-zone";
import { serve } from "../../../_http/serve";

export const POST = serve(attempts.zone, (ctx, { params, body }) => submitZone(ctx, params.id, body), {
  alongside: true,
});
