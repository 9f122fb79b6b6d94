import { connections } from "@/lib/contract/connections";
import { sendAgain } from "@/lib/services/outbox/send-again";
import { serve } from "../../../_http/serve";

export const POST = serve(connections.sendAgain, (ctx, { params, body }) => sendAgain(ctx, params.id, body));
