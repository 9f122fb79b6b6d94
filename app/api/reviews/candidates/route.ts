import { countCandidates } from "@/lib/services/reviews/count-candidates";
import { respond, withActor } from "../../_http/handle";

/** How many cases a review could be made of: `?dataset=id&split=test&sources=reference,id`. */
export function GET(request: Request): Promise<Response> {
  return withActor(request, async (ctx) => {
    const query = new URL(request.url).searchParams;
    return respond(
      await countCandidates(ctx, {
        datasetId: query.get("dataset"),
        split: query.get("split") || null,
        sources: query.get("sources")?.split(",").filter(Boolean) ?? [],
      }),
    );
  });
}
