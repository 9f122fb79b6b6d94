import { authoring } from "@/lib/contract/authoring";
import { submitAnnotation } from "@/lib/services/authoring/submit-annotation";
import { serve } from "../../../../_http/serve";

export const POST = serve(authoring.submit, (ctx, { params, body }) =>
  submitAnnotation(ctx, params.id, body),
);
