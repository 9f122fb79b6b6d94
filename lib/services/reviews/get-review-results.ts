import type { Mark } from "../../domain/reviews/judgement";
import { letterAt } from "../../domain/reviews/letters";
import { type JudgedItem, reviewFigures } from "../../domain/reviews/results";
import type { KeyJudgement, KeyRow, ReviewResults } from "../../domain/reviews/views";
import type { Context } from "../context";
import { type Result, succeed } from "../result";
import { type JudgedText, loadClosedReview, loadJudgedTexts } from "./load-closed-review";
import { loadProgress, toSummary } from "./parts/summarize-reviews";

/** The results of a closed review, and its key. */
export async function getReviewResults(ctx: Context, id: string): Promise<Result<ReviewResults>> {
  const found = await loadClosedReview(ctx, id);
  if (!found.ok) return found;
  const { actor, review } = found.value;
  const [texts, progress] = await Promise.all([
    loadJudgedTexts(ctx.db, review),
    loadProgress(ctx.db, [review.id]),
  ]);
  const items = [...grouped(texts, ({ case_id, reviewer }) => `${case_id} ${reviewer}`).values()];
  const figures = reviewFigures(
    items.map(toJudgedItem),
    review.sources.map(({ number }) => number),
  );
  const byUser = new Map(progress.map((each) => [each.user_id, each]));
  return succeed({
    ...toSummary(actor, review, progress),
    closedAt: review.closedAt.toISOString(),
    closer: review.closer?.name ?? "",
    seed: review.seed,
    videos: new Set(texts.map(({ video }) => video)).size,
    sources: review.sources.map(({ number, isReference, model, run }) => {
      const { source: _, ...own } = figures.sources.find(({ source }) => source === number)!;
      return { number, isReference, model, run, ...own };
    }),
    onBest: figures.onBest,
    onMarks: figures.onMarks,
    progress: review.reviewers.map(({ userId, number }) => {
      const own = byUser.get(userId);
      return { reviewer: number, done: own?.done ?? 0, of: own?.of ?? 0 };
    }),
    key: [...grouped(texts, ({ case_id }) => case_id).values()].map(toKeyRow),
  });
}

function grouped<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}

const markOf = ({ correct }: JudgedText): Mark | null => (correct === null ? null : correct ? 1 : 0);

/** The texts of one case before one reviewer, as one judgement. */
function toJudgedItem(texts: readonly JudgedText[]): JudgedItem {
  const { case_id, video, phase, reviewer, best } = texts[0]!;
  return {
    caseId: case_id,
    video,
    phase,
    reviewer,
    best: texts.find(({ position }) => position === best)?.source ?? null,
    marks: new Map(texts.map((text) => [text.source, markOf(text)])),
  };
}

function toKeyRow(texts: readonly JudgedText[]): KeyRow {
  const { case_id, video, frame_number, phase } = texts[0]!;
  const judgements = [...grouped(texts, ({ reviewer }) => String(reviewer)).values()].map(
    (own): KeyJudgement => ({
      reviewer: own[0]!.reviewer,
      options: own
        .map((text) => ({
          source: text.source,
          letter: letterAt(text.position),
          best: text.best === text.position,
          mark: markOf(text),
        }))
        .sort((a, b) => a.source - b.source),
    }),
  );
  return { id: case_id, video, frame: frame_number, phase, judgements };
}
