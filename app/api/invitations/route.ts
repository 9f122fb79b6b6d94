import { invitePerson } from "@/lib/services/invitations/invite-person";
import { listInvitations } from "@/lib/services/invitations/list-invitations";
import { respond, withActor } from "../_http/handle";
import { jsonBody } from "../_http/json-body";

export function GET(request: Request): Promise<Response> {
  const query = Object.fromEntries(new URL(request.url).searchParams);
  return withActor(request, async (ctx) => respond(await listInvitations(ctx, query)));
}

export function POST(request: Request): Promise<Response> {
  return withActor(request, async (ctx) => {
    const read = await jsonBody(request);
    return "refusal" in read ? read.refusal : respond(await invitePerson(ctx, read.body), 201);
  });
}
