import { type Box, boxArea } from "@/lib/domain/geometry";

/** Pixels between the points that are tried. */
const STEP = 4;

/**
 * The largest box, in `within`, of which every point is allowed; null when none is. Points are tried on a
 * grid of four pixels, so `allowed` should keep a few pixels more than the margin that it means.
 *
 * The classic largest rectangle under a histogram, row by row.
 */
export function largestBox(within: Box, allowed: (x: number, y: number) => boolean): Box | null {
  const columns = Math.floor((within[2] - within[0]) / STEP) + 1;
  const rows = Math.floor((within[3] - within[1]) / STEP) + 1;
  const heights = new Array<number>(columns).fill(0);
  let best: Box | null = null;
  for (let row = 0; row < rows; row++) {
    const y = within[1] + row * STEP;
    for (let column = 0; column < columns; column++) {
      heights[column] = allowed(within[0] + column * STEP, y) ? (heights[column] ?? 0) + 1 : 0;
    }
    for (const { from, to, height } of boxesUnder(heights)) {
      const box: Box = [within[0] + from * STEP, y - (height - 1) * STEP, within[0] + to * STEP, y];
      if (box[0] < box[2] && box[1] < box[3] && (!best || boxArea(box) > boxArea(best))) best = box;
    }
  }
  return best;
}

/** The boxes that stand on a row and can grow no further to either side. */
function boxesUnder(heights: readonly number[]): { from: number; to: number; height: number }[] {
  const open: { from: number; height: number }[] = [];
  const closed: { from: number; to: number; height: number }[] = [];
  for (let column = 0; column <= heights.length; column++) {
    const height = heights[column] ?? 0;
    let from = column;
    for (let last = open.at(-1); last && last.height >= height; last = open.at(-1)) {
      open.pop();
      if (last.height > 0) closed.push({ from: last.from, to: column - 1, height: last.height });
      from = last.from;
    }
    open.push({ from, height });
  }
  return closed;
}
