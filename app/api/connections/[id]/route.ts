import { connections } from "@/lib/contract/connections";
import { changeConnection } from "@/lib/services/connections/change-connection";
import { removeConnection } from "@/lib/services/connections/remove-connection";
import { serve } from "../../_http/serve";

export const PATCH = serve(connections.change, (ctx, { params, body }) =>
  changeConnection(ctx, params.id, body),
);
export const DELETE = serve(connections.remove, (ctx, { params }) => removeConnection(ctx, params.id));
