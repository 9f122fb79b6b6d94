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
import type { Context } from "../context";
import { invalid, notFound, type Result, succeed } from "../result";
import { storeMark } from "./parts/store-mark";

const placeSchema = z.object({ attemptId: z.uuid(), part: reasonPartSchema });

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
  place: { readonly attemptId: string; readonly part: string },
  input: Input<typeof markInputSchema>,
): Promise<Result<ShownMarks>> {
  const { actor, db, now } = ctx;
  const where = placeSchema.safeParse(place);
  if (!may(actor, "assign") || !where.success) return notFound("answer");
  const parsed = markInputSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const { id: actorId, institutionId } = actor;
  const found = await db.find(readersReason, { ...where.data, actorId, institutionId, now });
  if (!found) return notFound("answer");
  return succeed(await storeMark(ctx, actor, { ...where.data, side: "faculty", grade: parsed.data.grade }));
}
