import { changeReader } from "@/lib/services/assignments/change-reader";
import { removeReader } from "@/lib/services/assignments/remove-reader";
import { respond, withActor } from "../../../../_http/handle";
import { jsonBody } from "../../../../_http/json-body";

type Place = RouteContext<"/api/assignments/[id]/readers/[userId]">;

export function PATCH(request: Request, { params }: Place): Promise<Response> {
  return withActor(request, async (ctx) => {
    const read = await jsonBody(request);
    return "refusal" in read ? read.refusal : respond(await changeReader(ctx, await params, read.body));
  });
}

export function DELETE(request: Request, { params }: Place): Promise<Response> {
  return withActor(request, async (ctx) => respond(await removeReader(ctx, await params)));
}
