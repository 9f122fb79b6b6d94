import { saveDraft } from "@/lib/services/authoring/save-draft";
import { respond, withActor } from "../../../../_http/handle";
import { jsonBody } from "../../../../_http/json-body";

export function PUT(
  request: Request,
  { params }: RouteContext<"/api/authoring/cases/[id]/draft">,
): Promise<Response> {
  return withActor(request, async (ctx) => {
    const read = await jsonBody(request);
    if ("refusal" in read) return read.refusal;
    return respond(await saveDraft(ctx, (await params).id, read.body));
  });
}
