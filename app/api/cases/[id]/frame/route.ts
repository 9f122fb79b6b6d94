import { getFrame } from "@/lib/services/cases/get-frame";
import { openFrames } from "@/lib/storage/open-storage";
import { withActor } from "../../../_http/handle";
import { failureResponse } from "../../../_http/problem";

export function GET(request: Request, { params }: RouteContext<"/api/cases/[id]/frame">): Promise<Response> {
  return withActor(request, async (ctx) => {
    const width = new URL(request.url).searchParams.get("w");
    const storage = openFrames();
    const frame = await getFrame(ctx, storage, { id: (await params).id, width });
    if (!frame.ok) return failureResponse(frame.failure);
    const { body, bytes, contentType } = frame.value;
    return new Response(body, {
      headers: {
        "content-type": contentType,
        "content-length": String(bytes),
        // Cached for good, but for this person alone: another person in the same browser fetches it again.
        "cache-control": "private, max-age=31536000, immutable",
        vary: "Cookie",
      },
    });
  });
}
