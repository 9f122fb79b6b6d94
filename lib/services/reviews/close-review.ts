import { z } from "zod";
import { t } from "@/lib/language/t";
import { may } from "../../auth/policy";
import { certain, timestamp, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import { inTransaction } from "../../db/transaction";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { fail, notFound, type Result, succeed } from "../result";
import { manages, visibleReviews } from "./parts/visibility";

const closeOpenReview = statement({
  name: "close-review",
  params: { reviewId: uuid, closerId: uuid, now: timestamp },
  sql: `UPDATE blind_review SET closed_at = $now, closer_id = $closerId WHERE id = $reviewId AND closed_at IS NULL`,
});

const closingOfReview = statement({
  name: "closing-of-review",
  params: { reviewId: uuid },
  row: { closed_at: certain(timestamp) },
  sql: "SELECT closed_at FROM blind_review WHERE id = $reviewId",
});

/** Closes a review for good: nothing in it changes any more, and its key and results are shown. */
export async function closeReview(ctx: Context, id: string): Promise<Result<{ readonly closedAt: string }>> {
  const { actor, db, now } = ctx;
  const reviewId = z.uuid().safeParse(id);
  if (!may(actor, "review") || !reviewId.success) return notFound("review");
  const review = await db.prisma.blindReview.findFirst({
    where: { id: reviewId.data, ...visibleReviews(actor) },
  });
  if (!review) return notFound("review");
  if (!manages(actor, review)) {
    return fail("forbidden", t`A review is closed by who made it, by a director or by an admin.`);
  }
  return inTransaction(db, async (tx): Promise<Result<{ readonly closedAt: string }>> => {
    const closed = await tx.run(closeOpenReview, { reviewId: review.id, closerId: actor.id, now });
    if (closed === 0) {
      // Another request closed it first, perhaps this one sent twice: the outcome is the same.
      const { closed_at } = await tx.get(closingOfReview, { reviewId: review.id });
      return succeed({ closedAt: closed_at.toISOString() });
    }
    await writeAudit(tx, { actor, now }, [{ action: "review.close", subject: review.id }]);
    return succeed({ closedAt: now.toISOString() });
  });
}
