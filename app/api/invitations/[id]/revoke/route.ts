import { revokeInvitation } from "@/lib/services/invitations/revoke-invitation";
import { respond, withActor } from "../../../_http/handle";

type Place = RouteContext<"/api/invitations/[id]/revoke">;

export function POST(request: Request, { params }: Place): Promise<Response> {
  return withActor(request, async (ctx) => respond(await revokeInvitation(ctx, (await params).id)));
}
