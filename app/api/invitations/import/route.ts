import { invitations } from "@/lib/contract/invitations";
import { importList } from "@/lib/services/invitations/import-list";
import { serve } from "../../_http/serve";

export const POST = serve(invitations.import, (ctx, { body }) => importList(ctx, body));
