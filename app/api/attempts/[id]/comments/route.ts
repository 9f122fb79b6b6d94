import { addComment } from "@/lib/services/results/add-comment";
import { listComments } from "@/lib/services/results/list-comments";
import { respond, withActor } from "../../../_http/handle";
import { jsonBody } from "../../../_http/json-body";

export function GET(
  request: Request,
  { params }: RouteContext<"/api/attempts/[id]/comments">,
): Promise<Response> {
  return withActor(request, async (ctx) => respond(await listComments(ctx, (await params).id)));
}

export function POST(
  request: Request,
  { params }: RouteContext<"/api/attempts/[id]/comments">,
): Promise<Response> {
  return withActor(request, async (ctx) => {
    const read = await jsonBody(request);
    return "refusal" in read
      ? read.refusal
      : respond(await addComment(ctx, (await params).id, read.body), 201);
  });
}
