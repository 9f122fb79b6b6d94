import { invitations } from "@/lib/contract/invitations";
import { revokeInvitation } from "@/lib/services/invitations/revoke-invitation";
import { serve } from "../../../_http/serve";

export const POST = serve(invitations.revoke, (ctx, { params }) => revokeInvitation(ctx, params.id));
