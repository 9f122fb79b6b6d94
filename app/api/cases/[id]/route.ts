import { cases } from "@/lib/contract/cases";
import { getCase } from "@/lib/services/cases/get-case";
import { serve } from "../../_http/serve";

export const GET = serve(cases.get, (ctx, { params }) => getCase(ctx, params.id));
