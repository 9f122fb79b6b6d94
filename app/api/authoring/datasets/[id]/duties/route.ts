import { authoring } from "@/lib/contract/authoring";
import { setDuties } from "@/lib/services/authoring/set-duties";
import { serve } from "../../../../_http/serve";

export const PUT = serve(authoring.setDuties, (ctx, { params, body }) => setDuties(ctx, params.id, body));
