import type { User } from "@/lib/auth/actor";
import type { Database } from "@/lib/db/client";
import { integer, nullable, timestamp, uuid, uuids } from "@/lib/db/columns";
import type { Prisma } from "@/lib/db/generated/client";
import { type RowOf, statement } from "@/lib/db/statement";
import type { ReviewProgress, ReviewSummary } from "@/lib/domain/reviews/views";
import { manages } from "./visibility";

/** SQL for whether an item `i` is judged in full. */
export const judgedInFull = `i.best IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM blind_review_option o WHERE o.item_id = i.id AND o.correct IS NULL
  )`;

const progressOfReviews = statement({
  name: "review-progress",
  params: { reviewIds: uuids, readerId: nullable(uuid) },
  row: { review_id: uuid, user_id: uuid, of: integer, done: integer, last_at: nullable(timestamp) },
  sql: `SELECT i.review_id, i.user_id, count(*)::int AS of,
      (count(*) FILTER (WHERE ${judgedInFull}))::int AS done, max(i.judged_at) AS last_at
    FROM blind_review_item i WHERE i.review_id = ANY($reviewIds) AND ($readerId IS NULL OR i.user_id = $readerId)
    GROUP BY i.review_id, i.user_id`,
});

type ProgressRow = RowOf<typeof progressOfReviews>;

/** How far each reviewer of some reviews is, or one of them. */
export function loadProgress(
  db: Database,
  reviewIds: readonly string[],
  readerId: string | null = null,
): Promise<ProgressRow[]> {
  return db.all(progressOfReviews, { reviewIds, readerId });
}

/** What a summary is made of. */
export const summaryInclude = {
  dataset: { select: { name: true } },
  maker: { select: { name: true } },
  _count: { select: { cases: true, reviewers: true } },
} as const satisfies Prisma.BlindReviewInclude;

export type SummaryRow = Prisma.BlindReviewGetPayload<{ include: typeof summaryInclude }>;

export function toSummary(actor: User, row: SummaryRow, progress: readonly ProgressRow[]): ReviewSummary {
  const own = progress.find((each) => each.review_id === row.id && each.user_id === actor.id);
  const mine: ReviewProgress | null = own ? { done: own.done, of: own.of } : null;
  return {
    id: row.id,
    name: row.name,
    dataset: row.dataset.name,
    split: row.split,
    cases: row._count.cases,
    reviewers: row._count.reviewers,
    maker: row.maker.name,
    createdAt: row.createdAt.toISOString(),
    closedAt: row.closedAt?.toISOString() ?? null,
    mine,
    manages: manages(actor, row),
  };
}
