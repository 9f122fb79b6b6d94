import { withdrawals } from "@/lib/contract/withdrawals";
import { getOpening } from "@/lib/services/withdrawals/get-opening";
import { serve } from "../../../../_http/serve";

export const GET = serve(withdrawals.opening, (ctx, { params }) => getOpening(ctx, params.id));
