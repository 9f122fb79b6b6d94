import { institution } from "@/lib/contract/institution";
import { setSessionLimits } from "@/lib/services/sessions/set-session-limits";
import { serve } from "../../_http/serve";

export const PUT = serve(institution.setSessionLimits, (ctx, { body }) => setSessionLimits(ctx, body));
