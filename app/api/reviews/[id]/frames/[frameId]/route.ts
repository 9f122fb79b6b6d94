import { getReviewFrame } from "@/lib/services/reviews/get-review-frame";
import { openFrames } from "@/lib/storage/open-storage";
import { withActor } from "../../../../_http/handle";
import { failureResponse } from "../../../../_http/problem";

export function GET(
  request: Request,
  { params }: RouteContext<"/api/reviews/[id]/frames/[frameId]">,
): Promise<Response> {
  return withActor(request, async (ctx) => {
    const width = new URL(request.url).searchParams.get("w");
    const { id, frameId } = await params;
    const storage = openFrames();
    const frame = await getReviewFrame(ctx, storage, { reviewId: id, id: frameId, width });
    if (!frame.ok) return failureResponse(frame.failure);
    const { body, bytes, contentType } = frame.value;
    return new Response(body, {
      headers: {
        "content-type": contentType,
        "content-length": String(bytes),
        // Cached for good, but for this person alone: the picture of a review's case never changes.
        "cache-control": "private, max-age=31536000, immutable",
        vary: "Cookie",
      },
    });
  });
}
