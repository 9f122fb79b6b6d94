import { z } from "zod";
import { may } from "../../auth/policy";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { fail, notFound, type Result, succeed } from "../result";
import { manages, visibleReviews } from "./parts/visibility";

/** Closes a review for good: nothing in it changes any more, and its key and results are shown. */
export async function closeReview(ctx: Context, id: string): Promise<Result<{ readonly closedAt: string }>> {
  const { actor, db, now } = ctx;
  const reviewId = z.uuid().safeParse(id);
  if (!may(actor, "review") || !reviewId.success) return notFound("review");
  return db.prisma.$transaction(async (tx): Promise<Result<{ readonly closedAt: string }>> => {
    const review = await tx.blindReview.findFirst({ where: { id: reviewId.data, ...visibleReviews(actor) } });
    if (!review) return notFound("review");
    if (!manages(actor, review)) {
      return fail("forbidden", "A review is closed by who made it, by a director or by an admin.");
    }
    const closed = await tx.blindReview.updateMany({
      where: { id: review.id, closedAt: null },
      data: { closedAt: now, closerId: actor.id },
    });
    if (closed.count === 0) {
      // By another request, perhaps this one sent twice: closed is closed.
      const { closedAt } = await tx.blindReview.findUniqueOrThrow({ where: { id: review.id } });
      return succeed({ closedAt: (closedAt ?? now).toISOString() });
    }
    await writeAudit(tx, { actor, now }, [{ action: "review.close", subject: review.id }]);
    return succeed({ closedAt: now.toISOString() });
  });
}
