import { reviews } from "@/lib/contract/reviews";
import { countCandidates } from "@/lib/services/reviews/count-candidates";
import { serve } from "../../_http/serve";

export const GET = serve(reviews.candidates, (ctx, { query: { dataset, split, sources } }) =>
  countCandidates(ctx, {
    datasetId: dataset ?? null,
    split: split || null,
    sources: sources?.split(",").filter(Boolean) ?? [],
  }),
);
