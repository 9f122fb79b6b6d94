import { invitations } from "@/lib/contract/invitations";
import { renewInvitation } from "@/lib/services/invitations/renew-invitation";
import { serve } from "../../../_http/serve";

export const POST = serve(invitations.renew, (ctx, { params }) => renewInvitation(ctx, params.id));
