import type { User } from "../../auth/actor";
import { integer, nullable, text, timestamp, type ValuesOf } from "../../db/columns";
import type { TakenBack } from "../../domain/withdrawals/views";
import { takenBack } from "../../sql/taken-back";
import type { FrameFile, FrameStorage } from "../../storage/frame-storage";
import { pickWidth } from "../../storage/ladder";

/** What is needed of a frame `f` to show it. */
export const shownFrameColumns = "f.sha256, f.width, f.height, f.removed_at, f.removed_because";

export const shownFrameRow = {
  sha256: text,
  width: integer,
  height: integer,
  removed_at: nullable(timestamp),
  removed_because: nullable(text),
};

/**
 * A name for a picture that changes with it, and how it is read, where who asks hasn't got it; or that it was removed, and
 * what is needed to say so.
 */
export type ShownFrame =
  | {
      readonly etag: string;
      /** Null where the storage hasn't got it. */
      readonly read: () => Promise<FrameFile | null>;
    }
  | {
      readonly removed: TakenBack;
      /** Natural pixels. */
      readonly width: number;
      readonly height: number;
      /** Of who looks. */
      readonly timeZone: string;
    };

/** The picture of a frame at a width, or what is said in its place. */
export function showFrame(
  storage: FrameStorage,
  row: ValuesOf<typeof shownFrameRow>,
  width: number | null,
  { timeZone }: User,
): ShownFrame {
  const removed = takenBack(row.removed_at, row.removed_because);
  if (removed) return { removed, width: row.width, height: row.height, timeZone };
  const served = pickWidth(width, row.width);
  const read = () => storage.readRendition(row.sha256, served);
  return { etag: `"${row.sha256.slice(0, 12)}-${served}"`, read };
}
