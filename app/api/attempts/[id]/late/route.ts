import { lateAnswers } from "@/lib/contract/late-answers";
import { offerLateAnswer } from "@/lib/services/late-answers/offer-late-answer";
import { serve } from "../../../_http/serve";

export const POST = serve(lateAnswers.offer, (ctx, { params, body }) =>
  offerLateAnswer(ctx, params.id, body),
);
