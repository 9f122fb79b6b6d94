import { TISSUES, type Tissue, type TissueName } from "@/demo/field/field";
import { FRAME } from "@/demo/scene/facts";
import type { Box, Point } from "@/lib/domain/geometry";

/** What each pixel of a frame shows, row by row: what is in front, be it tissue, clip or instrument. */
export type IdMap = Uint8Array;

/** Pixels between the samples that `countIn` takes. */
const STEP = 2;

/** The tissue at a pixel; `outside` beyond the frame. */
export function tissueAt(ids: IdMap, x: number, y: number): Tissue {
  if (x < 0 || y < 0 || x >= FRAME.width || y >= FRAME.height) return TISSUES.outside;
  return ids[Math.floor(y) * FRAME.width + Math.floor(x)] as Tissue;
}

/** The mean of what `value` says of the pixels in a box, over every other pixel of every other row. */
export function meanIn(
  ids: IdMap,
  [x1, y1, x2, y2]: Box,
  value: (tissue: Tissue, x: number, y: number) => number,
): number {
  let [sum, n] = [0, 0];
  for (let y = y1; y < y2; y += STEP) {
    for (let x = x1; x < x2; x += STEP) {
      sum += value(tissueAt(ids, x, y), x, y);
      n += 1;
    }
  }
  return n === 0 ? 0 : sum / n;
}

/** The pixels in a box that show one of some tissues and satisfy a condition, every other one of them. */
export function pixelsOf(
  ids: IdMap,
  [x1, y1, x2, y2]: Box,
  names: readonly TissueName[],
  where: (point: Point) => boolean,
): Point[] {
  const wanted = new Set<number>(names.map((name) => TISSUES[name]));
  const found: Point[] = [];
  for (let y = Math.max(0, Math.floor(y1)); y < Math.min(FRAME.height, y2); y += STEP) {
    for (let x = Math.max(0, Math.floor(x1)); x < Math.min(FRAME.width, x2); x += STEP) {
      if (wanted.has(ids[y * FRAME.width + x]!) && where({ x, y })) found.push({ x, y });
    }
  }
  return found;
}
