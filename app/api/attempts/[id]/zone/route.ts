import { submitZone } from "@/lib/services/attempts/submit-zone";
import { respond, withActor } from "../../../_http/handle";
import { jsonBody } from "../../../_http/json-body";

export function POST(
  request: Request,
  { params }: RouteContext<"/api/attempts/[id]/zone">,
): Promise<Response> {
  return withActor(request, async (ctx) => {
    const read = await jsonBody(request);
    return "refusal" in read ? read.refusal : respond(await submitZone(ctx, (await params).id, read.body));
  });
}
