import { t } from "@/lib/language/t";
import { BundleError } from "@/lib/resgo/list-files";

/**
 * Label Studio's runs of a brush: the pixels of a picture row by row, four values each (red, green, blue, opacity), packed
 * bit by bit as @thi.ng/rle-pack does: 32 bits for how many values there are, 5 for the bits of a value, less one, 4 for each
 * of four lengths of lengths, less one; then runs: whether one value repeats, which length of length, how many, less one, and
 * that value or those values.
 *
 * @param pixels how many there must be
 * @returns 1 for each pixel that was painted
 * @throws BundleError when they are damaged, or of another picture
 */
export function unpackBrush(packed: readonly unknown[], pixels: number): Uint8Array {
  const bytes = Uint8Array.from(packed, Number);
  let at = 0;
  const read = (bits: number): number => {
    if (at + bits > bytes.length * 8) throw damaged();
    let value = 0;
    for (let left = bits; left > 0; ) {
      const inByte = at % 8;
      const taken = Math.min(left, 8 - inByte);
      value = value * 2 ** taken + ((bytes[at >> 3]! >> (8 - inByte - taken)) & (2 ** taken - 1));
      at += taken;
      left -= taken;
    }
    return value;
  };
  const count = read(32);
  if (count !== pixels * 4)
    throw new BundleError(t`The brush was painted on ${count / 4} pixels, and the picture has ${pixels}.`);
  const word = read(5) + 1;
  const lengths = [read(4) + 1, read(4) + 1, read(4) + 1, read(4) + 1];
  const painted = new Uint8Array(pixels);
  for (let done = 0; done < count; ) {
    const repeats = read(1) === 1;
    const run = read(lengths[read(2)]!) + 1;
    const end = done + run;
    if (end > count) throw damaged();
    let value = repeats ? read(word) : 0;
    for (; done < end; done++) {
      if (!repeats) value = read(word);
      // The last of four values is how opaque the pixel is.
      if (value !== 0 && done % 4 === 3) painted[done >> 2] = 1;
    }
  }
  return painted;
}

const damaged = (): BundleError => new BundleError(t`The runs of a brush are damaged.`);
