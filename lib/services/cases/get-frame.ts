import { z } from "zod";
import { t } from "@/lib/language/t";
import { may } from "../../auth/policy";
import { boolean, timestamp, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import { caseTables } from "../../sql/cases";
import { practicable } from "../../sql/visibility";
import type { FrameStorage } from "../../storage/frame-storage";
import type { Context } from "../context";
import { fail, notFound, type Result, succeed } from "../result";
import { readShown, type ShownFrame, shownFrameColumns, shownFrameRow } from "./shown-frame";

// Beside cases to practise: cases of an assignment that is open to the reader (begun, where its time counts), and
// cases they attempted. Who sees the table of readers sees every frame that a model read, drafts included.
const visibleFrame = statement({
  name: "visible-frame",
  params: { readerId: uuid, institutionId: uuid, now: timestamp, caseId: uuid, seesReaders: boolean },
  row: shownFrameRow,
  sql: `SELECT ${shownFrameColumns} FROM ${caseTables}
    WHERE c.id = $caseId AND d.institution_id = $institutionId AND (
      $seesReaders
      OR (${practicable})
      OR EXISTS (SELECT 1 FROM attempt t WHERE t.user_id = $readerId AND t.case_id = c.id)
      OR EXISTS (
        SELECT 1 FROM assignment_reader ar
        JOIN assignment a ON a.id = ar.assignment_id
        JOIN assignment_item i ON i.assignment_id = a.id
        WHERE ar.user_id = $readerId AND i.case_id = c.id AND a.opens_at <= $now
          AND (a.time_limit_minutes IS NULL OR ar.begun_at IS NOT NULL)
      )
    )`,
});

/** The picture of a case at a width, or what stands in its place, for those who may see the case. */
export async function getFrame(
  ctx: Context,
  storage: FrameStorage,
  input: { readonly id: string; readonly width: string | null },
): Promise<Result<ShownFrame>> {
  const caseId = z.uuid().safeParse(input.id);
  if (ctx.actor.kind !== "user" || !caseId.success) return notFound("frame");
  const width = z.coerce.number().int().min(1).max(100_000).nullable().safeParse(input.width);
  if (!width.success) return fail("invalid", `w: ${t`the width is a whole number of pixels.`}`);
  const row = await ctx.db.find(visibleFrame, {
    readerId: ctx.actor.id,
    institutionId: ctx.actor.institutionId,
    now: ctx.now,
    caseId: caseId.data,
    seesReaders: may(ctx.actor, "see-readers"),
  });
  const shown = row && (await readShown(storage, row, width.data, ctx.actor));
  return shown ? succeed(shown) : notFound("frame");
}
