import { may } from "../../auth/policy";
import { timestamp, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import type { markInputSchema } from "../../domain/reasons/reason-schema";
import type { ShownMarks } from "../../domain/reasons/views";
import type { Input } from "../../domain/view";
import { isScored } from "../../sql/attempts";
import { hasReason } from "../../sql/reasons";
import { reasonPart } from "../../sql/types";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";
import { type MarkPlace, readMark } from "./parts/read-mark";
import { storeMark } from "./parts/store-mark";

// As an answer is opened from an assignment's results; nobody marks their own as faculty.
const readersReason = statement({
  name: "readers-reason",
  params: { attemptId: uuid, part: reasonPart, actorId: uuid, institutionId: uuid, now: timestamp },
  row: { id: uuid },
  sql: `SELECT t.id FROM attempt t
    JOIN assignment a ON a.id = t.assignment_id
    JOIN assignment_reader ar ON ar.assignment_id = a.id AND ar.user_id = t.user_id
    WHERE t.id = $attemptId AND a.institution_id = $institutionId AND t.user_id <> $actorId AND ${isScored("$now")}
      AND ${hasReason("$part")}`,
});

/**
 * Gives a part of a reader's words in an assignment the faculty's mark, in place of an earlier one of anybody's: the faculty
 * have one between them. The same again changes nothing.
 */
export async function markReadersReason(
  ctx: Context,
  place: MarkPlace,
  input: Input<typeof markInputSchema>,
): Promise<Result<ShownMarks>> {
  const { actor, db, now } = ctx;
  if (!may(actor, "assign")) return notFound("answer");
  const mark = readMark(place, input, "answer");
  if (!mark.ok) return mark;
  const { where, grade } = mark.value;
  const { id: actorId, institutionId } = actor;
  const found = await db.find(readersReason, { ...where, actorId, institutionId, now });
  if (!found) return notFound("answer");
  return succeed(await storeMark(ctx, actor, { ...where, side: "faculty", grade }));
}
