import { may } from "../../auth/policy";
import { timestamp, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import type { markInputSchema } from "../../domain/reasons/reason-schema";
import type { ShownMarks } from "../../domain/reasons/views";
import type { Input } from "../../domain/view";
import { isScored } from "../../sql/attempts";
import { hasReason } from "../../sql/reasons";
import { reasonPart } from "../../sql/types";
import { withheld } from "../../sql/visibility";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";
import { type MarkPlace, readMark } from "./parts/read-mark";
import { storeMark } from "./parts/store-mark";

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
  place: MarkPlace,
  input: Input<typeof markInputSchema>,
): Promise<Result<ShownMarks>> {
  const { actor, db, now } = ctx;
  if (!may(actor, "practise")) return notFound("attempt");
  const mark = readMark(place, input, "attempt");
  if (!mark.ok) return mark;
  const { where, grade } = mark.value;
  const found = await db.find(ownReason, { ...where, readerId: actor.id, now });
  if (!found) return notFound("attempt");
  return succeed(await storeMark(ctx, actor, { ...where, side: "reader", grade }));
}
