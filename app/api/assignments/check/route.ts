import { assignments } from "@/lib/contract/assignments";
import { checkAudience } from "@/lib/services/assignments/check-audience";
import { serve } from "../../_http/serve";

export const POST = serve(assignments.check, (ctx, { body }) => checkAudience(ctx, body));
