import { connections } from "@/lib/contract/connections";
import { readProviderMetadata } from "@/lib/services/connections/read-provider-metadata";
import { serve } from "../../_http/serve";

export const POST = serve(connections.readMetadata, (ctx, { body }) => readProviderMetadata(ctx, body));
