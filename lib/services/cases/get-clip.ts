import { z } from "zod";
import { boolean, integer, text, textOf } from "../../db/columns";
import { statement } from "../../db/statement";
import { CLIP_TYPES, type ClipType } from "../../domain/clips/clip";
import { caseTables } from "../../sql/cases";
import { type ClipFile, clipTypes, type FrameStorage } from "../../storage/frame-storage";
import type { Part } from "../../storage/object-store";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";
import { seenBy, seenCase } from "./parts/seen-case";

// Removed ones, too: it is said of them that they are gone.
const visibleClip = statement({
  name: "visible-clip",
  params: seenCase.params,
  row: { sha256: text, type: textOf(CLIP_TYPES), bytes: integer, removed: boolean },
  sql: `SELECT k.sha256, k.type, k.bytes, (k.removed_at IS NOT NULL OR f.removed_at IS NOT NULL) AS removed
    FROM ${caseTables} JOIN clip k ON k.id = c.clip_id AND k.frame_id = v.frame_id WHERE ${seenCase.sql}`,
});

/**
 * The silent seconds that end at a frame, with a name for them that changes with them; or that they were removed. Nothing is
 * read before a part of them is asked for: who has them already needs none.
 */
export type ShownClip =
  | {
      readonly etag: string;
      readonly contentType: (typeof clipTypes)[ClipType];
      /** Of all of it. */
      readonly bytes: number;
      /** Null where the storage hasn't got it. */
      readonly read: (part?: Part) => Promise<ClipFile | null>;
    }
  | { readonly removed: true };

/** The clip of a case, for those who see its picture. */
export async function getClip(
  ctx: Context,
  storage: FrameStorage,
  input: { readonly id: string },
): Promise<Result<ShownClip>> {
  const { actor, db, now } = ctx;
  const caseId = z.uuid().safeParse(input.id);
  if (actor.kind !== "user" || !caseId.success) return notFound("clip");
  const row = await db.find(visibleClip, seenBy(actor, now, caseId.data));
  if (!row) return notFound("clip");
  if (row.removed) return succeed({ removed: true });
  const { sha256, type, bytes } = row;
  const read = (part?: Part) => storage.readClip(sha256, type, part);
  return succeed({ etag: `"${sha256.slice(0, 12)}"`, contentType: clipTypes[type], bytes, read });
}
