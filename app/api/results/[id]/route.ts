import { results } from "@/lib/contract/results";
import { getResults } from "@/lib/services/results/get-results";
import { serve } from "../../_http/serve";

export const GET = serve(results.get, (ctx, { params }) => getResults(ctx, params.id));
