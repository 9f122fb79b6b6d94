import { withdrawals } from "@/lib/contract/withdrawals";
import { bringBackCase } from "@/lib/services/withdrawals/bring-back-case";
import { serve } from "../../../_http/serve";

export const POST = serve(withdrawals.bringBack, (ctx, { params }) => bringBackCase(ctx, params.id));
