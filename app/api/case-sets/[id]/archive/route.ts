import { archiveCaseSet } from "@/lib/services/case-sets/change-status";
import { respond, withActor } from "../../../_http/handle";

export function POST(
  request: Request,
  { params }: RouteContext<"/api/case-sets/[id]/archive">,
): Promise<Response> {
  return withActor(request, async (ctx) => respond(await archiveCaseSet(ctx, (await params).id)));
}
