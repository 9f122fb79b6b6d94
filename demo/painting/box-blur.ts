import { HEIGHT, WIDTH } from "./relief";

/** The mean over a square around each pixel, of half side `reach`, applied twice for a rounder kernel. */
export function boxBlur(values: Float32Array, reach: number): Float32Array {
  let from = values;
  for (let pass = 0; pass < 2; pass++) {
    from = blurLines(from, reach, { length: WIDTH, step: 1, lines: HEIGHT, stride: WIDTH });
    from = blurLines(from, reach, { length: HEIGHT, step: WIDTH, lines: WIDTH, stride: 1 });
  }
  return from;
}

/** Rows or columns: `length` values a line, `step` apart; `lines` of them, `stride` apart. */
type Lines = {
  readonly length: number;
  readonly step: number;
  readonly lines: number;
  readonly stride: number;
};

function blurLines(from: Float32Array, reach: number, { length, step, lines, stride }: Lines): Float32Array {
  const to = new Float32Array(from.length);
  for (let line = 0; line < lines; line++) {
    const start = line * stride;
    const at = (place: number): number => from[start + Math.min(Math.max(place, 0), length - 1) * step]!;
    let sum = 0;
    for (let place = -reach; place <= reach; place++) sum += at(place);
    for (let place = 0; place < length; place++) {
      to[start + place * step] = sum / (2 * reach + 1);
      sum += at(place + reach + 1) - at(place - reach);
    }
  }
  return to;
}
