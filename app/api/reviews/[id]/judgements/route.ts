import { reviews } from "@/lib/contract/reviews";
import { toCsv } from "@/lib/documents/csv";
import { succeed } from "@/lib/services/result";
import { JUDGEMENT_COLUMNS, listJudgements } from "@/lib/services/reviews/list-judgements";
import { serve } from "../../../_http/serve";

/** All judgements of a closed review as CSV; `?names=1` names the reviewers, for who manages the review. */
export const GET = serve(reviews.judgements, async (ctx, { params, query }) => {
  const result = await listJudgements(ctx, params.id, { names: query.names === "1" });
  if (!result.ok) return result;
  const { name, rows } = result.value;
  return succeed({ body: toCsv(JUDGEMENT_COLUMNS, rows), type: "text/csv", name: `${fileName(name)}.csv` });
});

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
