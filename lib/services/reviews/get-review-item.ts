import { z } from "zod";
import { may } from "../../auth/policy";
import { type Letter, letterAt } from "../../domain/reviews/letters";
import type { ReviewItem } from "../../domain/reviews/views";
import type { Written } from "../../domain/view";
import type { Context } from "../context";
import { fail, notFound, type Result, succeed } from "../result";
import { judgedInFull } from "./parts/summarize-reviews";

const inputSchema = z.object({ reviewId: z.uuid(), position: z.coerce.number().int().min(1).max(100_000) });

// The source's id leads to its text here and nowhere else: it is not selected.
const textsOfItem = {
  name: "review-texts",
  text: `SELECT o.position, o.correct, t.location, t.exposure, t.next_action, t.critical_risk
    FROM blind_review_item i
    JOIN blind_review_option o ON o.item_id = i.id
    JOIN blind_review_text t ON t.review_case_id = i.review_case_id AND t.source_id = o.source_id
    WHERE i.id = $1 ORDER BY o.position`,
};

type TextRow = {
  position: number;
  correct: boolean | null;
  location: string;
  exposure: string;
  next_action: string;
  critical_risk: string;
};

const ownItem = {
  name: "review-own-item",
  text: `SELECT i.id, i.best, r.name, r.closed_at, f.width, f.height, d.notice,
      own.of, own.done, coalesce(own.later, own.earlier) AS next_open
    FROM blind_review_item i
    JOIN blind_review r ON r.id = i.review_id
    JOIN dataset d ON d.id = r.dataset_id
    JOIN blind_review_case rc ON rc.id = i.review_case_id
    JOIN case_version v ON v.id = rc.version_id
    JOIN frame f ON f.id = v.frame_id
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS of, (count(*) FILTER (WHERE full_item))::int AS done,
        min(position) FILTER (WHERE NOT full_item AND position > $4) AS later,
        min(position) FILTER (WHERE NOT full_item AND position < $4) AS earlier
      FROM (
        SELECT i.position, ${judgedInFull} AS full_item
        FROM blind_review_item i WHERE i.review_id = $1 AND i.user_id = $2
      ) each
    ) own
    WHERE r.id = $1 AND i.user_id = $2 AND r.institution_id = $3 AND i.position = $4`,
};

type ItemRow = {
  id: string;
  best: number | null;
  name: string;
  closed_at: Date | null;
  width: number;
  height: number;
  notice: string | null;
  of: number;
  done: number;
  next_open: number | null;
};

/** A case of an open review as its reviewer sees it: the frame, and texts that tell nothing of where they are from. */
export async function getReviewItem(
  ctx: Context,
  input: Written<typeof inputSchema>,
): Promise<Result<ReviewItem>> {
  const { actor, db } = ctx;
  const parsed = inputSchema.safeParse(input);
  if (!may(actor, "review") || !parsed.success) return notFound("case of a review");
  const { reviewId, position } = parsed.data;
  const [row] = await db.query<ItemRow>(ownItem, [reviewId, actor.id, actor.institutionId, position]);
  if (!row) return notFound("case of a review");
  if (row.closed_at) return fail("conflict", "The review is closed: nothing in it changes any more.");
  const texts = await db.query<TextRow>(textsOfItem, [row.id]);
  return succeed({
    id: row.id,
    review: { id: reviewId, name: row.name },
    position,
    progress: { done: row.done, of: row.of },
    nextOpen: row.next_open,
    frame: {
      url: `/api/reviews/${reviewId}/frames/${row.id}`,
      width: row.width,
      height: row.height,
      notice: row.notice,
    },
    texts: texts.map((text) => ({
      letter: letterAt(text.position),
      rationale: {
        location: text.location,
        exposure: text.exposure,
        nextAction: text.next_action,
        criticalRisk: text.critical_risk,
      },
    })),
    judgement: {
      best: row.best === null ? null : letterAt(row.best),
      marks: Object.fromEntries(
        texts.map(({ position: at, correct }): [Letter, 0 | 1 | null] => [letterAt(at), markOf(correct)]),
      ),
    },
  });
}

const markOf = (correct: boolean | null): 0 | 1 | null => (correct === null ? null : correct ? 1 : 0);
