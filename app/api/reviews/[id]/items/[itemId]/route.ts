import { saveJudgement } from "@/lib/services/reviews/save-judgement";
import { respond, withActor } from "../../../../_http/handle";
import { jsonBody } from "../../../../_http/json-body";

export function PUT(
  request: Request,
  { params }: RouteContext<"/api/reviews/[id]/items/[itemId]">,
): Promise<Response> {
  return withActor(request, async (ctx) => {
    const read = await jsonBody(request);
    if ("refusal" in read) return read.refusal;
    const { id, itemId } = await params;
    return respond(await saveJudgement(ctx, { reviewId: id, itemId }, read.body));
  });
}
