import { reviews } from "@/lib/contract/reviews";
import { succeed } from "@/lib/services/result";
import { getReviewFrame } from "@/lib/services/reviews/get-review-frame";
import { openFrames } from "@/lib/storage/open-storage";
import { keptPicture } from "../../../../_http/kept-picture";
import { serve } from "../../../../_http/serve";

export const GET = serve(reviews.frame, async (ctx, { params, query }) => {
  const place = { reviewId: params.id, id: params.frameId, width: query.w ?? null };
  const frame = await getReviewFrame(ctx, openFrames(), place);
  if (!frame.ok) return frame;
  return succeed(keptPicture(frame.value));
});
