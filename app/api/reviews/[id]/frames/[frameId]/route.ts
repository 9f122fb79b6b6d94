import { reviews } from "@/lib/contract/reviews";
import { getReviewFrame } from "@/lib/services/reviews/get-review-frame";
import { openFrames } from "@/lib/storage/open-storage";
import { frameResponse } from "../../../../_http/frame-response";
import { serve } from "../../../../_http/serve";

export const GET = serve(reviews.frame, async (ctx, { params, query, request }) => {
  const place = { reviewId: params.id, id: params.frameId, width: query.w ?? null };
  const shown = await getReviewFrame(ctx, openFrames(), place);
  return shown.ok ? frameResponse(shown.value, request) : shown;
});
