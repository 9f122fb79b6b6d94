import type { Size } from "@/lib/domain/geometry";

/** How large pictures are sent. */
export type PictureFit = {
  /** Larger pictures are made smaller, their shape kept; null: never. */
  readonly maxPixels: number | null;
  /**
   * Both sides are multiples of so many pixels, as models of the Qwen-VL family make them of any picture: one that has
   * such a size already they leave as it is, and its pixels are the model's. Null: sides stay as they are.
   */
  readonly multipleOf: number | null;
};

/** A picture in its own size. */
export const AS_IT_IS: PictureFit = { maxPixels: null, multipleOf: null };

/** The fewest patches of such a picture, and the longest shape in which the models take one. */
const FEWEST_PATCHES = 4;
const LONGEST = 200;

/**
 * The size at which a picture is sent: what a model would make of the frame itself, so that it has nothing left to
 * resize. The rule is `smart_resize` of transformers (models/qwen2_vl/image_processing_qwen2_vl.py): sides rounded to
 * multiples, halves to the even one; then as many pixels as fit between four patches and the most there may be.
 *
 * @param frame in pixels
 * @returns null when the models take no picture of that shape
 */
export function sentSize(frame: Size, { maxPixels, multipleOf }: PictureFit): Size | null {
  const { width, height } = frame;
  const pixels = width * height;
  const most = maxPixels ?? Infinity;
  if (multipleOf === null) {
    if (pixels <= most) return { width, height };
    const smaller = Math.sqrt(most / pixels);
    return {
      width: Math.max(1, Math.floor(width * smaller)),
      height: Math.max(1, Math.floor(height * smaller)),
    };
  }
  const sides = (to: (multiples: number) => number, scale: number): Size => ({
    width: to((width * scale) / multipleOf) * multipleOf,
    height: to((height * scale) / multipleOf) * multipleOf,
  });
  const fewest = FEWEST_PATCHES * multipleOf * multipleOf;
  const near = sides(halfToEven, 1);
  const size = isWithin(near, fewest, most)
    ? near
    : near.width * near.height > most
      ? sides(Math.floor, Math.sqrt(most / pixels))
      : sides(Math.ceil, Math.sqrt(fewest / pixels));
  const shape = Math.max(size.width, size.height) / Math.min(size.width, size.height);
  return isWithin(size, fewest, most) && shape <= LONGEST ? size : null;
}

function isWithin({ width, height }: Size, fewest: number, most: number): boolean {
  return width * height >= fewest && width * height <= most && width > 0 && height > 0;
}

/** As Python rounds: 2.5 to 2, 3.5 to 4. */
function halfToEven(value: number): number {
  const floor = Math.floor(value);
  return value - floor === 0.5 ? floor + (floor % 2) : Math.round(value);
}
