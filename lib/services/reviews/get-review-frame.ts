import { z } from "zod";
import { t } from "@/lib/language/t";
import { may } from "../../auth/policy";
import { boolean, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import type { FrameStorage } from "../../storage/frame-storage";
import { type ShownFrame, showFrame, shownFrameColumns, shownFrameRow } from "../cases/shown-frame";
import type { Context } from "../context";
import { fail, notFound, type Result, succeed } from "../result";

const inputSchema = z.object({ reviewId: z.uuid(), id: z.uuid() });

// Reviewers have it by their own item; once the review is closed, whoever sees the results has it by the case.
const frameOfReview = statement({
  name: "review-frame",
  params: { reviewId: uuid, id: uuid, institutionId: uuid, actorId: uuid, oversees: boolean },
  row: shownFrameRow,
  sql: `SELECT ${shownFrameColumns}
    FROM blind_review r
    JOIN blind_review_case rc ON rc.review_id = r.id
    JOIN case_version v ON v.id = rc.version_id
    JOIN frame f ON f.id = v.frame_id
    WHERE r.id = $reviewId AND r.institution_id = $institutionId AND (
      EXISTS (
        SELECT 1 FROM blind_review_item i WHERE i.review_case_id = rc.id AND i.id = $id AND i.user_id = $actorId
      )
      OR (rc.id = $id AND r.closed_at IS NOT NULL AND (
        $oversees OR r.maker_id = $actorId
        OR EXISTS (SELECT 1 FROM blind_reviewer b WHERE b.review_id = r.id AND b.user_id = $actorId)
      ))
    )`,
});

/** The picture of a case of a review at a width: by the reviewer's item, or after the closing by the case's id in it. */
export async function getReviewFrame(
  ctx: Context,
  storage: FrameStorage,
  input: { readonly reviewId: string; readonly id: string; readonly width: string | null },
): Promise<Result<ShownFrame>> {
  const { actor } = ctx;
  const parsed = inputSchema.safeParse(input);
  if (!may(actor, "review") || !parsed.success) return notFound("frame");
  const width = z.coerce.number().int().min(1).max(100_000).nullable().safeParse(input.width);
  if (!width.success) return fail("invalid", `w: ${t`the width is a whole number of pixels.`}`);
  const { reviewId, id } = parsed.data;
  const row = await ctx.db.find(frameOfReview, {
    reviewId,
    id,
    institutionId: actor.institutionId,
    actorId: actor.id,
    oversees: may(actor, "oversee-reviews"),
  });
  return row ? succeed(showFrame(storage, row, width.data, actor)) : notFound("frame");
}
