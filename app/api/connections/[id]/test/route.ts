import { connections } from "@/lib/contract/connections";
import { redirectPath } from "@/lib/domain/identities/addresses";
import { testConnection } from "@/lib/services/connections/test-connection";
import { ownAddressOf } from "../../../_http/own-address";
import { serve } from "../../../_http/serve";

export const POST = serve(connections.test, (ctx, { params, request }) =>
  testConnection(ctx, params.id, `${ownAddressOf(request.headers)}${redirectPath(params.id)}`),
);
