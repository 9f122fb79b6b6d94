import { addCases } from "@/lib/services/case-sets/add-cases";
import { respond, withActor } from "../../../_http/handle";
import { jsonBody } from "../../../_http/json-body";

/** Puts cases at the end of a draft: `{"caseIds": […]}`. */
export function POST(
  request: Request,
  { params }: RouteContext<"/api/case-sets/[id]/cases">,
): Promise<Response> {
  return withActor(request, async (ctx) => {
    const read = await jsonBody(request);
    return "refusal" in read ? read.refusal : respond(await addCases(ctx, (await params).id, read.body));
  });
}
