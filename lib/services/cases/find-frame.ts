import { z } from "zod";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";
import { caseTables, practicable } from "./visibility";

export type FrameKey = { readonly sha256: string; readonly width: number };

// Beside cases to practise: cases of an assignment that is open to the reader, and cases they attempted.
const visibleFrame = {
  name: "visible-frame",
  text: `SELECT f.sha256, f.width FROM ${caseTables}
    WHERE c.id = $4 AND d.institution_id = $2 AND (
      (${practicable})
      OR EXISTS (SELECT 1 FROM attempt t WHERE t.user_id = $1 AND t.case_id = c.id)
      OR EXISTS (
        SELECT 1 FROM assignment_reader ar
        JOIN assignment a ON a.id = ar.assignment_id
        JOIN case_set_item i ON i.case_set_id = a.case_set_id
        WHERE ar.user_id = $1 AND i.case_id = c.id AND a.opens_at <= $3
      )
    )`,
};

/** The picture of a case, for those who may see the case. `width` is its natural width in pixels. */
export async function findFrame(ctx: Context, id: unknown): Promise<Result<FrameKey>> {
  const caseId = z.uuid().safeParse(id);
  if (ctx.actor.kind !== "user" || !caseId.success) return notFound("frame");
  const [row] = await ctx.db.query<{ sha256: string; width: number }>(visibleFrame, [
    ctx.actor.id,
    ctx.actor.institutionId,
    ctx.now,
    caseId.data,
  ]);
  return row ? succeed(row) : notFound("frame");
}
