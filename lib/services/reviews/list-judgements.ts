import { t } from "@/lib/language/t";
import { letterAt } from "../../domain/reviews/letters";
import type { Context } from "../context";
import { fail, type Result, succeed } from "../result";
import { loadClosedReview, loadJudgedTexts } from "./load-closed-review";
import { manages } from "./parts/visibility";

/** The columns of a review's judgements, in their order; docs/blind-review.md says what each holds. */
export const JUDGEMENT_COLUMNS = [
  "review",
  "reviewer",
  "video",
  "frame",
  "split",
  "phase",
  "letter",
  "source",
  "model",
  "run",
  "best",
  "correct",
  "judged_at",
] as const;

type JudgementRow = readonly (string | number | null)[];

/**
 * All judgements of a closed review, a row for each text before each reviewer, in the order of JUDGEMENT_COLUMNS.
 *
 * @param options.names the reviewers by name in place of R1, R2, …: for who manages the review
 */
export async function listJudgements(
  ctx: Context,
  id: string,
  options: { readonly names: boolean },
): Promise<Result<{ readonly name: string; readonly rows: readonly JudgementRow[] }>> {
  const found = await loadClosedReview(ctx, id);
  if (!found.ok) return found;
  const { actor, review } = found.value;
  if (options.names && !manages(actor, review)) {
    return fail("forbidden", t`Reviewers’ names are given to who manages the review.`);
  }
  const sources = new Map(review.sources.map((source) => [source.number, source]));
  const names = new Map(review.reviewers.map(({ number, user }) => [number, user.name]));
  const texts = await loadJudgedTexts(ctx.db, review);
  const rows = texts.map((text): JudgementRow => {
    const source = sources.get(text.source)!;
    return [
      review.name,
      options.names ? (names.get(text.reviewer) ?? null) : `R${text.reviewer}`,
      text.video,
      text.frame_number,
      text.split,
      text.phase,
      letterAt(text.position),
      source.isReference ? "reference" : "model",
      source.model,
      source.run,
      text.best === null ? null : Number(text.best === text.position),
      text.correct === null ? null : Number(text.correct),
      text.judged_at?.toISOString() ?? null,
    ];
  });
  return succeed({ name: review.name, rows });
}
