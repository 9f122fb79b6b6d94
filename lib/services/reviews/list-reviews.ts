import { may } from "../../auth/policy";
import type { ReviewSummary } from "../../domain/reviews/views";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";
import { loadProgress, summaryInclude, toSummary } from "./parts/summarize-reviews";
import { visibleReviews } from "./parts/visibility";

/** The reviews that the actor has to do with: open ones first, then the latest. */
export async function listReviews(ctx: Context): Promise<Result<readonly ReviewSummary[]>> {
  const { actor, db } = ctx;
  if (!may(actor, "review")) return notFound("page");
  const rows = await db.prisma.blindReview.findMany({
    where: visibleReviews(actor),
    include: summaryInclude,
    orderBy: [{ closedAt: { sort: "desc", nulls: "first" } }, { createdAt: "desc" }],
  });
  const progress = await loadProgress(
    db,
    rows.map(({ id }) => id),
  );
  return succeed(rows.map((row) => toSummary(actor, row, progress)));
}
