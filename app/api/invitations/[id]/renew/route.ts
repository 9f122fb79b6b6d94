import { renewInvitation } from "@/lib/services/invitations/renew-invitation";
import { respond, withActor } from "../../../_http/handle";

type Place = RouteContext<"/api/invitations/[id]/renew">;

export function POST(request: Request, { params }: Place): Promise<Response> {
  return withActor(request, async (ctx) => respond(await renewInvitation(ctx, (await params).id)));
}
