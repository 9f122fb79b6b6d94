import { toCsv } from "@/lib/documents/csv";
import { JUDGEMENT_COLUMNS, listJudgements } from "@/lib/services/reviews/list-judgements";
import { withActor } from "../../../_http/handle";
import { failureResponse } from "../../../_http/problem";

/** All judgements of a closed review as CSV; `?names=1` names the reviewers, for who manages the review. */
export function GET(
  request: Request,
  { params }: RouteContext<"/api/reviews/[id]/judgements">,
): Promise<Response> {
  return withActor(request, async (ctx) => {
    const names = new URL(request.url).searchParams.get("names") === "1";
    const result = await listJudgements(ctx, (await params).id, { names });
    if (!result.ok) return failureResponse(result.failure);
    return new Response(toCsv(JUDGEMENT_COLUMNS, result.value.rows), {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="${fileName(result.value.name)}.csv"`,
        "cache-control": "no-store",
      },
    });
  });
}

/** A review's name with the characters that every system allows in a file's name. */
function fileName(name: string): string {
  const plain = name
    .normalize("NFD")
    .replaceAll(/[^\w -]/g, "")
    .trim()
    .replaceAll(/\s+/g, "-")
    .toLowerCase();
  return `calot-judgements-${plain || "review"}`;
}
