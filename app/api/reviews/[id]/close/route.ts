import { closeReview } from "@/lib/services/reviews/close-review";
import { respond, withActor } from "../../../_http/handle";

export function POST(
  request: Request,
  { params }: RouteContext<"/api/reviews/[id]/close">,
): Promise<Response> {
  return withActor(request, async (ctx) => respond(await closeReview(ctx, (await params).id)));
}
