import type { Box, Point } from "@/lib/domain/geometry";

/** Pixels along a cell's side. */
export const CELL = 8;

/** What a cell is worth to a box that holds it; null forbids it. */
export type CellWorth = { readonly worth: number; readonly target: number } | null;

type BoxRules = {
  /** Where to look, in pixels; a whole number of cells is laid from its upper left corner. */
  readonly within: Box;
  /** `target`: the share of the cell, 0 to 1, that shows what the zone is about. */
  readonly cell: (box: Box) => CellWorth;
  /** Where the box's centre may lie. */
  readonly centre: (point: Point) => boolean;
  /** Pixels. */
  readonly least: { readonly width: number; readonly height: number };
  /** The least share of the box, 0 to 1, that has to show the target. */
  readonly leastTarget: number;
};

/**
 * The box of whole cells that is worth the most and keeps every rule; null when none does. All boxes are tried,
 * with running sums, so what is returned obeys the rules by construction.
 */
export function bestBox({ within, cell, centre, least, leastTarget }: BoxRules): Box | null {
  const [left, top] = [Math.ceil(within[0]), Math.ceil(within[1])];
  const columns = Math.floor((within[2] - left) / CELL);
  const rows = Math.floor((within[3] - top) / CELL);
  if (columns <= 0 || rows <= 0) return null;
  const stride = columns + 1;
  const worth = new Float64Array(stride * (rows + 1));
  const target = new Float64Array(stride * (rows + 1));
  const forbidden = new Int32Array(stride * (rows + 1));
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const [x, y] = [left + column * CELL, top + row * CELL];
      const found = cell([x, y, x + CELL, y + CELL]);
      const here = (row + 1) * stride + column + 1;
      for (const [sums, value] of [
        [worth, found?.worth ?? 0],
        [target, found?.target ?? 0],
        [forbidden, found ? 0 : 1],
      ] as const) {
        sums[here] = value + sums[here - 1]! + sums[here - stride]! - sums[here - stride - 1]!;
      }
    }
  }
  const leastColumns = Math.ceil(least.width / CELL);
  const leastRows = Math.ceil(least.height / CELL);
  let best: { box: Box; worth: number } | null = null;
  for (let y1 = 0; y1 + leastRows <= rows; y1 += 1) {
    for (let y2 = y1 + leastRows; y2 <= rows; y2 += 1) {
      const sum = (sums: Float64Array | Int32Array, x1: number, x2: number) =>
        sums[y2 * stride + x2]! - sums[y1 * stride + x2]! - sums[y2 * stride + x1]! + sums[y1 * stride + x1]!;
      for (let x1 = 0; x1 + leastColumns <= columns; x1 += 1) {
        for (let x2 = x1 + leastColumns; x2 <= columns; x2 += 1) {
          if (sum(forbidden, x1, x2) > 0) break;
          const value = sum(worth, x1, x2);
          if (best && value <= best.worth) continue;
          // A quotient is rounded once: two products would turn away a box whose share is the least to the digit.
          if (sum(target, x1, x2) / ((x2 - x1) * (y2 - y1)) < leastTarget) continue;
          const box: Box = [left + x1 * CELL, top + y1 * CELL, left + x2 * CELL, top + y2 * CELL];
          if (centre({ x: (box[0] + box[2]) / 2, y: (box[1] + box[3]) / 2 })) best = { box, worth: value };
        }
      }
    }
  }
  return best?.box ?? null;
}
