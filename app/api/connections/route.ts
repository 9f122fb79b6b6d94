import { connections } from "@/lib/contract/connections";
import { addConnection } from "@/lib/services/connections/add-connection";
import { serve } from "../_http/serve";

export const POST = serve(connections.add, (ctx, { body }) => addConnection(ctx, body));
