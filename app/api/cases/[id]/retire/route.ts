import { withdrawals } from "@/lib/contract/withdrawals";
import { retireCase } from "@/lib/services/withdrawals/retire-case";
import { serve } from "../../../_http/serve";

export const POST = serve(withdrawals.retire, (ctx, { params, body }) => retireCase(ctx, params.id, body));
