import { changeCohort } from "@/lib/services/people/change-cohort";
import { respond, withActor } from "../../_http/handle";
import { jsonBody } from "../../_http/json-body";

export function PATCH(request: Request, { params }: RouteContext<"/api/cohorts/[id]">): Promise<Response> {
  return withActor(request, async (ctx) => {
    const read = await jsonBody(request);
    return "refusal" in read ? read.refusal : respond(await changeCohort(ctx, (await params).id, read.body));
  });
}
