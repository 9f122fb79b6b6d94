import { z } from "zod";
import { t } from "@/lib/language/t";
import { may } from "../../auth/policy";
import { integer, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import type { OpenReview } from "../../domain/reviews/views";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";
import { judgedInFull, loadProgress, summaryInclude, toSummary } from "./parts/summarize-reviews";
import { visibleReviews } from "./parts/visibility";

const nextItem = statement({
  name: "review-next-item",
  params: { reviewId: uuid, readerId: uuid },
  row: { position: integer },
  sql: `SELECT i.position FROM blind_review_item i
    WHERE i.review_id = $reviewId AND i.user_id = $readerId AND NOT (${judgedInFull}) ORDER BY i.position LIMIT 1`,
});

/** A review as it stands: for reviewers how far they are, for who manages it how far everyone is. */
export async function getReview(ctx: Context, id: string): Promise<Result<OpenReview>> {
  const { actor, db } = ctx;
  const reviewId = z.uuid().safeParse(id);
  if (!may(actor, "review") || !reviewId.success) return notFound("review");
  const row = await db.prisma.blindReview.findFirst({
    where: { id: reviewId.data, ...visibleReviews(actor) },
    include: {
      ...summaryInclude,
      sources: { orderBy: { number: "asc" } },
      reviewers: { include: { user: { select: { name: true } } } },
    },
  });
  if (!row) return notFound("review");
  const [progress, next] = await Promise.all([
    loadProgress(db, [row.id]),
    db.find(nextItem, { reviewId: row.id, readerId: actor.id }),
  ]);
  const summary = toSummary(actor, row, progress);
  const names = new Map(row.reviewers.map(({ userId, user }) => [userId, user.name]));
  return succeed({
    ...summary,
    next: next?.position ?? null,
    progress: summary.manages
      ? progress
          .map((each) => ({
            id: each.user_id,
            name: names.get(each.user_id) ?? "",
            done: each.done,
            of: each.of,
            lastAt: each.last_at?.toISOString() ?? null,
          }))
          .sort((a, b) => a.name.localeCompare(b.name, "en"))
      : null,
    sources:
      summary.manages && !summary.mine
        ? row.sources.map(({ isReference, model, run }) =>
            isReference ? t`Reference` : `${model ?? ""}, ${run ?? ""}`,
          )
        : null,
  });
}
