import { z } from "zod";
import { may } from "../../auth/policy";
import { timestamp, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import { markInputSchema, reasonPartSchema } from "../../domain/reasons/reason-schema";
import type { ShownMarks } from "../../domain/reasons/views";
import type { Input } from "../../domain/view";
import { isScored } from "../../sql/attempts";
import { hasReason } from "../../sql/reasons";
import { reasonPart } from "../../sql/types";
import { withheld } from "../../sql/visibility";
import type { Context } from "../context";
import { invalid, notFound, type Result, succeed } from "../result";
import { storeMark } from "./parts/store-mark";

const placeSchema = z.object({ attemptId: z.uuid(), part: reasonPartSchema });

// As a past attempt is opened: its zone is stored, and no assignment holds its reveal back.
const ownReason = statement({
  name: "own-reason",
  params: { attemptId: uuid, part: reasonPart, readerId: uuid, now: timestamp },
  row: { id: uuid },
  sql: `SELECT t.id FROM attempt t
    WHERE t.id = $attemptId AND t.user_id = $readerId AND ${isScored("$now")} AND ${hasReason("$part")}
      AND NOT ${withheld("t.case_id", "$readerId", "$now")}`,
});

/**
 * Marks a part of the actor's own words against the reference, in place of an earlier mark: from the reveal on. The same
 * again changes nothing.
 */
export async function markOwnReason(
  ctx: Context,
  place: { readonly attemptId: string; readonly part: string },
  input: Input<typeof markInputSchema>,
): Promise<Result<ShownMarks>> {
  const { actor, db, now } = ctx;
  const where = placeSchema.safeParse(place);
  if (!may(actor, "practise") || !where.success) return notFound("attempt");
  const parsed = markInputSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const found = await db.find(ownReason, { ...where.data, readerId: actor.id, now });
  if (!found) return notFound("attempt");
  return succeed(await storeMark(ctx, actor, { ...where.data, side: "reader", grade: parsed.data.grade }));
}
