import { publishCaseSet } from "@/lib/services/case-sets/change-status";
import { respond, withActor } from "../../../_http/handle";

export function POST(
  request: Request,
  { params }: RouteContext<"/api/case-sets/[id]/publish">,
): Promise<Response> {
  return withActor(request, async (ctx) => respond(await publishCaseSet(ctx, (await params).id)));
}
