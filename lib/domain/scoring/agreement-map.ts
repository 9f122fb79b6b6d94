import { z } from "zod";
import type { Size } from "../geometry";
import type { View } from "../view";
import { boxesOf, type Zone } from "./zone";

/** A frame divided into equal cells. */
const gridSchema = z.object({
  columns: z.number(),
  rows: z.number(),
});
export type Grid = View<typeof gridSchema>;

/** Row by row from the top left: the mean share, 0 to 1, of each cell that a zone covers. */
const agreementMapSchema = gridSchema.extend({
  shares: z.array(z.number()),
});
export type AgreementMap = View<typeof agreementMapSchema>;

/** Where so many readers' zones for a case agree. */
export const caseHeatSchema = agreementMapSchema.extend({
  n: z.number(),
});
export type CaseHeat = View<typeof caseHeatSchema>;

/**
 * Where several zones for one frame agree: each votes for a cell with the share of the cell it covers, and the votes
 * are averaged (after GUI-RC, arXiv 2508.05615, section 3, which votes by pixel). No zone: no cell has a vote.
 *
 * @param zones of one reader each
 */
export function agreementMap(zones: readonly Zone[], frame: Size, grid: Grid): AgreementMap {
  const { columns, rows } = grid;
  const shares = new Array<number>(columns * rows).fill(0);
  const [cellWidth, cellHeight] = [frame.width / columns, frame.height / rows];
  for (const [x1, y1, x2, y2] of zones.flatMap(boxesOf)) {
    for (let row = Math.max(0, Math.floor(y1 / cellHeight)); row < rows && row * cellHeight < y2; row++) {
      const tall = covered(row, cellHeight, y1, y2);
      const first = Math.max(0, Math.floor(x1 / cellWidth));
      for (let column = first; column < columns && column * cellWidth < x2; column++) {
        shares[row * columns + column]! += (tall * covered(column, cellWidth, x1, x2)) / zones.length;
      }
    }
  }
  return { columns, rows, shares };
}

/** The share of a cell's side that a span covers. */
function covered(index: number, side: number, from: number, to: number): number {
  const start = index * side;
  return Math.max(0, Math.min(to, start + side) - Math.max(from, start)) / side;
}
