import { beginAssignment } from "@/lib/services/assignments/begin-assignment";
import { respond, withActor } from "../../../_http/handle";

export function POST(
  request: Request,
  { params }: RouteContext<"/api/assignments/[id]/begin">,
): Promise<Response> {
  return withActor(request, async (ctx) => respond(await beginAssignment(ctx, (await params).id)));
}
