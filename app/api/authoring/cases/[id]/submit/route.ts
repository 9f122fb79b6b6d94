import { submitAnnotation } from "@/lib/services/authoring/submit-annotation";
import { respond, withActor } from "../../../../_http/handle";
import { jsonBody } from "../../../../_http/json-body";

export function POST(
  request: Request,
  { params }: RouteContext<"/api/authoring/cases/[id]/submit">,
): Promise<Response> {
  return withActor(request, async (ctx) => {
    const read = await jsonBody(request);
    if ("refusal" in read) return read.refusal;
    return respond(await submitAnnotation(ctx, (await params).id, read.body));
  });
}
