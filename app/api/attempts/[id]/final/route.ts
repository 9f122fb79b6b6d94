import { attempts } from "@/lib/contract/attempts";
import { submitLast } from "@/lib/services/attempts/submit-last";
import { serve } from "../../../_http/serve";

export const POST = serve(attempts.final, (ctx, { params, body }) => submitLast(ctx, params.id, body), {
  alongside: true,
});
