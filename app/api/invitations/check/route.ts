import { invitations } from "@/lib/contract/invitations";
import { checkList } from "@/lib/services/invitations/check-list";
import { serve } from "../../_http/serve";

export const POST = serve(invitations.check, (ctx, { body }) => checkList(ctx, body));
