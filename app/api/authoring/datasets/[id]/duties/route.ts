import { setDuties } from "@/lib/services/authoring/set-duties";
import { respond, withActor } from "../../../../_http/handle";
import { jsonBody } from "../../../../_http/json-body";

export function PUT(
  request: Request,
  { params }: RouteContext<"/api/authoring/datasets/[id]/duties">,
): Promise<Response> {
  return withActor(request, async (ctx) => {
    const read = await jsonBody(request);
    if ("refusal" in read) return read.refusal;
    return respond(await setDuties(ctx, (await params).id, read.body));
  });
}
