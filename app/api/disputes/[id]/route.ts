import { getDispute } from "@/lib/services/disputes/get-dispute";
import { respond, withActor } from "../../_http/handle";

export function GET(request: Request, { params }: RouteContext<"/api/disputes/[id]">): Promise<Response> {
  return withActor(request, async (ctx) => respond(await getDispute(ctx, (await params).id)));
}
