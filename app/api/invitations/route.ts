import { invitations } from "@/lib/contract/invitations";
import { invitePerson } from "@/lib/services/invitations/invite-person";
import { listInvitations } from "@/lib/services/invitations/list-invitations";
import { serve } from "../_http/serve";

export const GET = serve(invitations.list, (ctx, { query }) => listInvitations(ctx, query));

export const POST = serve(invitations.create, (ctx, { body }) => invitePerson(ctx, body));
