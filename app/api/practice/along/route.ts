import { cases } from "@/lib/contract/cases";
import { takeAlong } from "@/lib/services/practice/take-along";
import { serve } from "../../_http/serve";

export const POST = serve(cases.along, (ctx) => takeAlong(ctx));
