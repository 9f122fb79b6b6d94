import { withdrawals } from "@/lib/contract/withdrawals";
import { getWithdrawal } from "@/lib/services/withdrawals/get-withdrawal";
import { serve } from "../../../_http/serve";

export const GET = serve(withdrawals.get, (ctx, { params }) => getWithdrawal(ctx, params.id));
