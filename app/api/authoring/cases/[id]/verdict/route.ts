import { authoring } from "@/lib/contract/authoring";
import { giveVerdict } from "@/lib/services/authoring/give-verdict";
import { serve } from "../../../../_http/serve";

export const POST = serve(authoring.giveVerdict, (ctx, { params, body }) =>
  giveVerdict(ctx, params.id, body),
);
