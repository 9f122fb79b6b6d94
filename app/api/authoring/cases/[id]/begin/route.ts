import { beginDraft } from "@/lib/services/authoring/begin-draft";
import { respond, withActor } from "../../../../_http/handle";

export function POST(
  request: Request,
  { params }: RouteContext<"/api/authoring/cases/[id]/begin">,
): Promise<Response> {
  return withActor(request, async (ctx) => {
    return respond(await beginDraft(ctx, (await params).id));
  });
}
