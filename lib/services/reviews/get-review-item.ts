import { z } from "zod";
import { t } from "@/lib/language/t";
import { may } from "../../auth/policy";
import { boolean, integer, nullable, text, timestamp, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import { type Letter, letterAt } from "../../domain/reviews/letters";
import type { ReviewItem } from "../../domain/reviews/views";
import type { Written } from "../../domain/view";
import { rationaleRow, toRationale } from "../../sql/versions";
import type { Context } from "../context";
import { fail, notFound, type Result, succeed } from "../result";
import { judgedInFull } from "./parts/summarize-reviews";

const inputSchema = z.object({ reviewId: z.uuid(), position: z.coerce.number().int().min(1).max(100_000) });

// The source's id leads to its text here and nowhere else: it is not selected.
const textsOfItem = statement({
  name: "review-texts",
  params: { itemId: uuid },
  row: { position: integer, correct: nullable(boolean), ...rationaleRow },
  sql: `SELECT o.position, o.correct, t.location, t.exposure, t.next_action, t.critical_risk
    FROM blind_review_item i
    JOIN blind_review_option o ON o.item_id = i.id
    JOIN blind_review_text t ON t.review_case_id = i.review_case_id AND t.source_id = o.source_id
    WHERE i.id = $itemId ORDER BY o.position`,
});

const ownItem = statement({
  name: "review-own-item",
  params: { reviewId: uuid, readerId: uuid, institutionId: uuid, position: integer },
  row: {
    id: uuid,
    best: nullable(integer),
    name: text,
    closed_at: nullable(timestamp),
    width: integer,
    height: integer,
    notice: nullable(text),
    of: integer,
    done: integer,
    next_open: nullable(integer),
  },
  sql: `SELECT i.id, i.best, r.name, r.closed_at, f.width, f.height, d.notice,
      own.of, own.done, coalesce(own.later, own.earlier) AS next_open
    FROM blind_review_item i
    JOIN blind_review r ON r.id = i.review_id
    JOIN dataset d ON d.id = r.dataset_id
    JOIN blind_review_case rc ON rc.id = i.review_case_id
    JOIN case_version v ON v.id = rc.version_id
    JOIN frame f ON f.id = v.frame_id
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS of, (count(*) FILTER (WHERE full_item))::int AS done,
        min(position) FILTER (WHERE NOT full_item AND position > $position) AS later,
        min(position) FILTER (WHERE NOT full_item AND position < $position) AS earlier
      FROM (
        SELECT i.position, ${judgedInFull} AS full_item
        FROM blind_review_item i WHERE i.review_id = $reviewId AND i.user_id = $readerId
      ) each
    ) own
    WHERE r.id = $reviewId AND i.user_id = $readerId AND r.institution_id = $institutionId
      AND i.position = $position`,
});

/** A case of an open review as its reviewer sees it: the frame, and texts that tell nothing of where they are from. */
export async function getReviewItem(
  ctx: Context,
  input: Written<typeof inputSchema>,
): Promise<Result<ReviewItem>> {
  const { actor, db } = ctx;
  const parsed = inputSchema.safeParse(input);
  if (!may(actor, "review") || !parsed.success) return notFound("case of a review");
  const { reviewId, position } = parsed.data;
  const { id: readerId, institutionId } = actor;
  const row = await db.find(ownItem, { reviewId, readerId, institutionId, position });
  if (!row) return notFound("case of a review");
  if (row.closed_at) return fail("conflict", t`The review is closed: nothing in it changes any more.`);
  const texts = await db.all(textsOfItem, { itemId: row.id });
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
    texts: texts.map((each) => ({
      letter: letterAt(each.position),
      rationale: toRationale(each),
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
