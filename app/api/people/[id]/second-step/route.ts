import { secondStep } from "@/lib/contract/second-step";
import { resetSecondStep } from "@/lib/services/second-step/reset-second-step";
import { serve } from "../../../_http/serve";

export const DELETE = serve(secondStep.reset, (ctx, { params, body }) =>
  resetSecondStep(ctx, params.id, body),
);
