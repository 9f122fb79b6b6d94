import { z } from "zod";
import { may } from "../../auth/policy";
import type { Prisma } from "../../db/generated/client";
import { isComplete, type Judgement, judgementSchema } from "../../domain/reviews/judgement";
import { letterAt, positionOf } from "../../domain/reviews/letters";
import type { SavedJudgement } from "../../domain/reviews/views";
import type { Input } from "../../domain/view";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { fail, invalid, notFound, type Result, succeed } from "../result";
import { loadProgress } from "./parts/summarize-reviews";

const placeSchema = z.object({ reviewId: z.uuid(), itemId: z.uuid() });

type StoredItem = {
  readonly id: string;
  readonly best: number | null;
  readonly options: readonly { readonly position: number; readonly correct: boolean | null }[];
};

/**
 * Stores what a reviewer makes of a case, whole or in part, in place of what stood there. Sending the same again
 * changes nothing. Not once the review is closed.
 */
export async function saveJudgement(
  ctx: Context,
  place: { readonly reviewId: string; readonly itemId: string },
  input: Input<typeof judgementSchema>,
): Promise<Result<SavedJudgement>> {
  const { actor, db } = ctx;
  const ids = placeSchema.safeParse(place);
  if (!may(actor, "review") || !ids.success) return notFound("case of a review");
  const parsed = judgementSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const { reviewId, itemId } = ids.data;
  const judgement = parsed.data;
  const stored = await db.prisma.$transaction(async (tx): Promise<Result<boolean>> => {
    // Held until the end, so that a closing comes before all of it or after.
    const [review] = await tx.$queryRaw<{ closed_at: Date | null }[]>`
      SELECT closed_at FROM blind_review
      WHERE id = ${reviewId}::uuid AND institution_id = ${actor.institutionId}::uuid FOR SHARE`;
    const item = review && (await lockItem(tx, reviewId, itemId, actor.id));
    if (!item) return notFound("case of a review");
    if (review.closed_at) return fail("conflict", "The review is closed: nothing in it changes any more.");
    const letters = item.options.map(({ position }) => letterAt(position));
    const named = [judgement.best, ...Object.keys(judgement.marks)].filter((letter) => letter !== null);
    const stray = named.find((letter) => !letters.some((each) => each === letter));
    if (stray) return fail("invalid", `This case has no text ${stray}.`);
    if (!(await store(tx, item, judgement, ctx.now))) return succeed(isComplete(judgement, letters));
    await writeAudit(tx, ctx, [{ action: "judgement.save", subject: itemId, detail: judgement }]);
    return succeed(isComplete(judgement, letters));
  });
  if (!stored.ok) return stored;
  const [own] = await loadProgress(db, [reviewId], actor.id);
  return succeed({ complete: stored.value, done: own?.done ?? 0, of: own?.of ?? 0 });
}

/** One change of an item at a time. */
async function lockItem(
  tx: Prisma.TransactionClient,
  reviewId: string,
  itemId: string,
  userId: string,
): Promise<StoredItem | null> {
  const [own] = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM blind_review_item
    WHERE id = ${itemId}::uuid AND review_id = ${reviewId}::uuid AND user_id = ${userId}::uuid FOR UPDATE`;
  if (!own) return null;
  return tx.blindReviewItem.findUnique({
    where: { id: own.id },
    select: { id: true, best: true, options: { orderBy: { position: "asc" } } },
  });
}

/** Writes what differs from what is stored; says whether anything did. */
async function store(
  tx: Prisma.TransactionClient,
  item: StoredItem,
  { best, marks }: Judgement,
  now: Date,
): Promise<boolean> {
  const wantedBest = best === null ? null : positionOf(best);
  const changed = item.options.flatMap(({ position, correct }) => {
    const mark = marks[letterAt(position)] ?? null;
    const wanted = mark === null ? null : mark === 1;
    return wanted === correct ? [] : [{ position, correct: wanted }];
  });
  if (changed.length === 0 && item.best === wantedBest) return false;
  await tx.blindReviewItem.update({ where: { id: item.id }, data: { best: wantedBest, judgedAt: now } });
  for (const { position, correct } of changed) {
    await tx.blindReviewOption.update({
      where: { itemId_position: { itemId: item.id, position } },
      data: { correct },
    });
  }
  return true;
}
