import { changeAssignment } from "@/lib/services/assignments/change-assignment";
import { respond, withActor } from "../../_http/handle";
import { jsonBody } from "../../_http/json-body";

export function PUT(request: Request, { params }: RouteContext<"/api/assignments/[id]">): Promise<Response> {
  return withActor(request, async (ctx) => {
    const read = await jsonBody(request);
    if ("refusal" in read) return read.refusal;
    return respond(await changeAssignment(ctx, (await params).id, read.body));
  });
}
