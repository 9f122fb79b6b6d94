import { cases } from "@/lib/contract/cases";
import { listCases } from "@/lib/services/cases/list-cases";
import { serve } from "../_http/serve";

export const GET = serve(cases.list, (ctx, { query }) => listCases(ctx, query));
