import { z } from "zod";
import { t } from "@/lib/language/t";
import type { User } from "../../auth/actor";
import { may } from "../../auth/policy";
import type { Database } from "../../db/client";
import { boolean, certain, integer, nullable, text, timestamp, uuid } from "../../db/columns";
import type { Prisma } from "../../db/generated/client";
import { type RowOf, statement } from "../../db/statement";
import { phase, split } from "../../sql/types";
import type { Context } from "../context";
import { fail, notFound, type Result, succeed } from "../result";
import { summaryInclude } from "./parts/summarize-reviews";
import { visibleReviews } from "./parts/visibility";

const closedInclude = {
  ...summaryInclude,
  closer: { select: { name: true } },
  sources: { orderBy: { number: "asc" } },
  reviewers: { orderBy: { number: "asc" }, include: { user: { select: { name: true } } } },
} as const satisfies Prisma.BlindReviewInclude;

export type ClosedReview = Prisma.BlindReviewGetPayload<{ include: typeof closedInclude }> & {
  readonly closedAt: Date;
};

/** A review whose key may be shown, to someone who may see it; before the closing there is none. */
export async function loadClosedReview(
  ctx: Context,
  id: string,
): Promise<Result<{ readonly actor: User; readonly review: ClosedReview }>> {
  const { actor, db } = ctx;
  const reviewId = z.uuid().safeParse(id);
  if (!may(actor, "review") || !reviewId.success) return notFound("review");
  const review = await db.prisma.blindReview.findFirst({
    where: { id: reviewId.data, ...visibleReviews(actor) },
    include: closedInclude,
  });
  if (!review) return notFound("review");
  const { closedAt } = review;
  if (!closedAt) return fail("conflict", t`The key and the results are shown once the review is closed.`);
  return succeed({ actor, review: { ...review, closedAt } });
}

const judgementsWithKey = statement({
  name: "review-judgements",
  params: { reviewId: uuid },
  row: {
    case_id: uuid,
    video: text,
    split: nullable(split),
    frame_number: integer,
    phase: certain(phase),
    reviewer: integer,
    best: nullable(integer),
    judged_at: nullable(timestamp),
    position: integer,
    correct: nullable(boolean),
    source: integer,
  },
  sql: `SELECT rc.id AS case_id, vi.name AS video, vi.split, c.frame_number, v.phase, b.number AS reviewer,
      i.best, i.judged_at, o.position, o.correct, s.number AS source
    FROM blind_review_item i
    JOIN blind_reviewer b ON b.review_id = i.review_id AND b.user_id = i.user_id
    JOIN blind_review_case rc ON rc.id = i.review_case_id
    JOIN case_version v ON v.id = rc.version_id
    JOIN "case" c ON c.id = v.case_id
    JOIN video vi ON vi.id = c.video_id
    JOIN blind_review_option o ON o.item_id = i.id
    JOIN blind_review_source s ON s.id = o.source_id
    WHERE i.review_id = $reviewId
    ORDER BY vi.name, c.frame_number, b.number, o.position`,
});

/** A text before a reviewer, with its source and what was made of it. */
export type JudgedText = RowOf<typeof judgementsWithKey>;

/** Every text before every reviewer, by video, frame, reviewer and letter. For closed reviews alone. */
export function loadJudgedTexts(db: Database, review: ClosedReview): Promise<JudgedText[]> {
  return db.all(judgementsWithKey, { reviewId: review.id });
}
