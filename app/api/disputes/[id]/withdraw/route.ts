import { withdrawDispute } from "@/lib/services/disputes/withdraw-dispute";
import { respond, withActor } from "../../../_http/handle";

export function POST(
  request: Request,
  { params }: RouteContext<"/api/disputes/[id]/withdraw">,
): Promise<Response> {
  return withActor(request, async (ctx) => respond(await withdrawDispute(ctx, (await params).id)));
}
