import { setTraining } from "@/lib/services/people/set-training";
import { respond, withActor } from "../../../_http/handle";
import { jsonBody } from "../../../_http/json-body";

type Place = RouteContext<"/api/people/[id]/training">;

export function POST(request: Request, { params }: Place): Promise<Response> {
  return withActor(request, async (ctx) => {
    const read = await jsonBody(request);
    return "refusal" in read ? read.refusal : respond(await setTraining(ctx, (await params).id, read.body));
  });
}
