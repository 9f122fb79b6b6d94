import { disputes } from "@/lib/contract/disputes";
import { listDisputes } from "@/lib/services/disputes/list-disputes";
import { serve } from "../_http/serve";

export const GET = serve(disputes.list, (ctx) => listDisputes(ctx));
