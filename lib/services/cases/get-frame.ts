import { z } from "zod";
import { t } from "@/lib/language/t";
import { statement } from "../../db/statement";
import { caseTables } from "../../sql/cases";
import type { FrameStorage } from "../../storage/frame-storage";
import type { Context } from "../context";
import { fail, notFound, type Result, succeed } from "../result";
import { seenBy, seenCase } from "./parts/seen-case";
import { type ShownFrame, showFrame, shownFrameColumns, shownFrameRow } from "./shown-frame";

const visibleFrame = statement({
  name: "visible-frame",
  params: seenCase.params,
  row: shownFrameRow,
  sql: `SELECT ${shownFrameColumns} FROM ${caseTables} WHERE ${seenCase.sql}`,
});

/** The picture of a case at a width, or what stands in its place, for those who may see the case. */
export async function getFrame(
  ctx: Context,
  storage: FrameStorage,
  input: { readonly id: string; readonly width: string | null },
): Promise<Result<ShownFrame>> {
  const { actor, db } = ctx;
  const caseId = z.uuid().safeParse(input.id);
  if (actor.kind !== "user" || !caseId.success) return notFound("frame");
  const width = z.coerce.number().int().min(1).max(100_000).nullable().safeParse(input.width);
  if (!width.success) return fail("invalid", `w: ${t`the width is a whole number of pixels.`}`);
  const row = await db.find(visibleFrame, seenBy(actor, ctx.now, caseId.data));
  return row ? succeed(showFrame(storage, row, width.data, actor)) : notFound("frame");
}
