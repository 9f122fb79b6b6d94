import { lateAnswers } from "@/lib/contract/late-answers";
import { decideLateAnswer } from "@/lib/services/late-answers/decide-late-answer";
import { serve } from "../../../_http/serve";

export const POST = serve(lateAnswers.decide, (ctx, { params, body }) =>
  decideLateAnswer(ctx, params.id, body),
);
