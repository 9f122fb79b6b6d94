import sharp from "sharp";
import type { Size } from "@/lib/domain/geometry";
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
  const index = new Map(classes.map(({ value }, at) => [value, at]));
  const { channels } = info;
  const isGrey = by === "grey" || channels < 3;
  const runs = runsByClass(classes.length, frame, (pixel) => {
    const at = pixel * channels;
    return index.get(isGrey ? data[at]! : colour(data[at]!, data[at + 1]!, data[at + 2]!));
  });
  return classes.flatMap(({ category }, at): Mark[] => {
    const those = runs[at]!;
    return those.length < 2 ? [] : [{ category, name: null, shape: { runs: those } }];
  });
}

/** The runs of each class, all in one walk down the columns. @param classAt of a pixel, counted row by row */
function runsByClass(
  classes: number,
  { width, height }: Size,
  classAt: (pixel: number) => number | undefined,
): number[][] {
  const runs = Array.from({ length: classes }, (): number[] => []);
  /** Where each class's last run ended. */
  const ends = new Array<number>(classes).fill(0);
  let [current, from]: [number | undefined, number] = [undefined, 0];
  const close = (end: number): void => {
    if (current === undefined) return;
    runs[current]!.push(from - ends[current]!, end - from);
    ends[current] = end;
  };
  for (let x = 0, at = 0; x < width; x++) {
    for (let y = 0; y < height; y++, at++) {
      const next = classAt(y * width + x);
      if (next === current) continue;
      close(at);
      [current, from] = [next, at];
    }
  }
  close(width * height);
  return runs.map((those, at) => {
    const rest = width * height - ends[at]!;
    return rest > 0 ? [...those, rest] : those;
  });
}

const unreadable = (): BundleError =>
  new BundleError(t`The mask is damaged, or larger than its frame: it can’t be read.`);
