import { reviews } from "@/lib/contract/reviews";
import { saveJudgement } from "@/lib/services/reviews/save-judgement";
import { serve } from "../../../../_http/serve";

export const PUT = serve(reviews.judge, (ctx, { params, body }) =>
  saveJudgement(ctx, { reviewId: params.id, itemId: params.itemId }, body),
);
