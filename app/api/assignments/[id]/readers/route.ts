import { addReaders } from "@/lib/services/assignments/add-readers";
import { respond, withActor } from "../../../_http/handle";
import { jsonBody } from "../../../_http/json-body";

export function POST(
  request: Request,
  { params }: RouteContext<"/api/assignments/[id]/readers">,
): Promise<Response> {
  return withActor(request, async (ctx) => {
    const read = await jsonBody(request);
    return "refusal" in read ? read.refusal : respond(await addReaders(ctx, (await params).id, read.body));
  });
}
