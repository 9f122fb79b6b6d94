import { z } from "zod";
import { t } from "@/lib/language/t";
import { may } from "../../auth/policy";
import { boolean, integer, nullable, records, timestamp, uuid } from "../../db/columns";
import type { Queryable } from "../../db/queryable";
import { type RowOf, statement } from "../../db/statement";
import { inTransaction } from "../../db/transaction";
import { isComplete, type Judgement, judgementSchema } from "../../domain/reviews/judgement";
import { letterAt, positionOf } from "../../domain/reviews/letters";
import type { SavedJudgement } from "../../domain/reviews/views";
import type { Input } from "../../domain/view";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { fail, invalid, notFound, type Result, succeed } from "../result";
import { loadProgress } from "./parts/summarize-reviews";

const placeSchema = z.object({ reviewId: z.uuid(), itemId: z.uuid() });

// Held until the end, so that a closing comes before all of it or after.
const holdReview = statement({
  name: "hold-review",
  params: { reviewId: uuid, institutionId: uuid },
  row: { closed_at: nullable(timestamp) },
  sql: "SELECT closed_at FROM blind_review WHERE id = $reviewId AND institution_id = $institutionId FOR SHARE",
});

// One change of an item at a time.
const holdItem = statement({
  name: "hold-review-item",
  params: { itemId: uuid, reviewId: uuid, readerId: uuid },
  row: { best: nullable(integer) },
  sql: `SELECT best FROM blind_review_item
    WHERE id = $itemId AND review_id = $reviewId AND user_id = $readerId FOR UPDATE`,
});

const optionsOfItem = statement({
  name: "options-of-review-item",
  params: { itemId: uuid },
  row: { position: integer, correct: nullable(boolean) },
  sql: "SELECT position, correct FROM blind_review_option WHERE item_id = $itemId ORDER BY position",
});

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
  const stored = await inTransaction(db, async (tx): Promise<Result<boolean>> => {
    const review = await tx.find(holdReview, { reviewId, institutionId: actor.institutionId });
    const held = review && (await tx.find(holdItem, { itemId, reviewId, readerId: actor.id }));
    if (!held) return notFound("case of a review");
    if (review.closed_at) return fail("conflict", t`The review is closed: nothing in it changes any more.`);
    const item = { id: itemId, best: held.best, options: await tx.all(optionsOfItem, { itemId }) };
    const letters = item.options.map(({ position }) => letterAt(position));
    const named = [judgement.best, ...Object.keys(judgement.marks)].filter((letter) => letter !== null);
    const stray = named.find((letter) => !letters.some((each) => each === letter));
    if (stray) return fail("invalid", t`This case has no text ${stray}.`);
    if (!(await store(tx, item, judgement, ctx.now))) return succeed(isComplete(judgement, letters));
    await writeAudit(tx, ctx, [{ action: "judgement.save", subject: itemId, detail: judgement }]);
    return succeed(isComplete(judgement, letters));
  });
  if (!stored.ok) return stored;
  const [own] = await loadProgress(db, [reviewId], actor.id);
  return succeed({ complete: stored.value, done: own?.done ?? 0, of: own?.of ?? 0 });
}

const storeBest = statement({
  name: "store-best-text",
  params: { itemId: uuid, best: nullable(integer), now: timestamp },
  sql: "UPDATE blind_review_item SET best = $best, judged_at = $now WHERE id = $itemId",
});

const storeMarks = statement({
  name: "store-marks",
  params: { itemId: uuid, marks: records },
  sql: `UPDATE blind_review_option o SET correct = m.correct
    FROM jsonb_to_recordset($marks) AS m(position int, correct boolean)
    WHERE o.item_id = $itemId AND o.position = m.position`,
});

type StoredItem = {
  readonly id: string;
  readonly best: number | null;
  readonly options: readonly RowOf<typeof optionsOfItem>[];
};

/** Writes what differs from what is stored; says whether anything did. */
async function store(
  tx: Queryable,
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
  await tx.run(storeBest, { itemId: item.id, best: wantedBest, now });
  await tx.run(storeMarks, { itemId: item.id, marks: changed });
  return true;
}
