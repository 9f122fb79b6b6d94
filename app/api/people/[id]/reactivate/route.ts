import { setActive } from "@/lib/services/people/set-active";
import { respond, withActor } from "../../../_http/handle";

type Place = RouteContext<"/api/people/[id]/reactivate">;

export function POST(request: Request, { params }: Place): Promise<Response> {
  return withActor(request, async (ctx) => respond(await setActive(ctx, (await params).id, true)));
}
