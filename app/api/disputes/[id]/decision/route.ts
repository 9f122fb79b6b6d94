import { decideDispute } from "@/lib/services/disputes/decide-dispute";
import { respond, withActor } from "../../../_http/handle";
import { jsonBody } from "../../../_http/json-body";

export function POST(
  request: Request,
  { params }: RouteContext<"/api/disputes/[id]/decision">,
): Promise<Response> {
  return withActor(request, async (ctx) => {
    const read = await jsonBody(request);
    if ("refusal" in read) return read.refusal;
    return respond(await decideDispute(ctx, (await params).id, read.body));
  });
}
