import { withdrawals } from "@/lib/contract/withdrawals";
import { closeDataset } from "@/lib/services/withdrawals/close-dataset";
import { serve } from "../../../../_http/serve";

export const POST = serve(withdrawals.close, (ctx, { params, body }) => closeDataset(ctx, params.id, body));
