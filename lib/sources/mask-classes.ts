import sharp from "sharp";
import type { Size } from "@/lib/domain/geometry";
import { runsOfBitmap } from "@/lib/domain/no-go/pixel-runs";
import { t } from "@/lib/language/t";
import { BundleError } from "@/lib/resgo/list-files";
import { signedFormat } from "@/lib/resgo/picture";
import type { Mark } from "./source-format";

/** A category, by the value of its pixels. */
export type MaskClass = { readonly category: string; readonly value: number };

/** A picture of colours as one number each, red first. */
export const colour = (red: number, green: number, blue: number): number => red * 65_536 + green * 256 + blue;

/**
 * The pixels of each category of a picture whose pixels say what they are: by their grey value (the first channel), or by
 * their colour.
 *
 * @throws BundleError with a sentence for people when it can't be read, or is of another size than its frame
 */
export async function marksOfMask(
  bytes: Buffer,
  frame: Size,
  classes: readonly MaskClass[],
  by: "grey" | "colour",
): Promise<Mark[]> {
  if (signedFormat(bytes) === null) throw unreadable();
  const decoded = await sharp(bytes, { failOn: "error", limitInputPixels: frame.width * frame.height })
    .raw()
    .toBuffer({ resolveWithObject: true })
    .catch(() => {
      throw unreadable();
    });
  const { data, info } = decoded;
  if (info.width !== frame.width || info.height !== frame.height)
    throw new BundleError(
      t`The mask has ${info.width} × ${info.height} pixels, and the picture ${frame.width} × ${frame.height}.`,
    );
  const index = new Map(classes.map(({ value }, at) => [value, at + 1]));
  const which = new Uint8Array(frame.width * frame.height);
  const { channels } = info;
  for (let pixel = 0, at = 0; pixel < which.length; pixel++, at += channels) {
    const value = by === "grey" || channels < 3 ? data[at]! : colour(data[at]!, data[at + 1]!, data[at + 2]!);
    which[pixel] = index.get(value) ?? 0;
  }
  const there = new Set(which);
  return classes.flatMap(({ category }, at): Mark[] => {
    if (!there.has(at + 1)) return [];
    const bitmap = which.map((value) => (value === at + 1 ? 1 : 0));
    return [{ category, name: null, shape: { runs: runsOfBitmap(bitmap, frame) } }];
  });
}

const unreadable = (): BundleError =>
  new BundleError(t`The mask is damaged, or larger than its frame: it can’t be read.`);
