import { connections } from "@/lib/contract/connections";
import { makeToken } from "@/lib/services/connections/make-token";
import { serve } from "../../../_http/serve";

export const POST = serve(connections.makeToken, (ctx, { params }) => makeToken(ctx, params.id));
