import { giveVerdict } from "@/lib/services/authoring/give-verdict";
import { respond, withActor } from "../../../../_http/handle";
import { jsonBody } from "../../../../_http/json-body";

export function POST(
  request: Request,
  { params }: RouteContext<"/api/authoring/cases/[id]/verdict">,
): Promise<Response> {
  return withActor(request, async (ctx) => {
    const read = await jsonBody(request);
    if ("refusal" in read) return read.refusal;
    return respond(await giveVerdict(ctx, (await params).id, read.body));
  });
}
