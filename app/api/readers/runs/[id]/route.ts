import { setRunShown } from "@/lib/services/readers/set-run-shown";
import { respond, withActor } from "../../../_http/handle";
import { jsonBody } from "../../../_http/json-body";

/** Shows a run to residents or hides it from them: `{"shown": false}`. */
export function PATCH(
  request: Request,
  { params }: RouteContext<"/api/readers/runs/[id]">,
): Promise<Response> {
  return withActor(request, async (ctx) => {
    const read = await jsonBody(request);
    return "refusal" in read ? read.refusal : respond(await setRunShown(ctx, (await params).id, read.body));
  });
}
