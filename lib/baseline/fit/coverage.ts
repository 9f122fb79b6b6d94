import type { Box } from "@/lib/domain/geometry";
import { CELL_COUNT, CELLS_ACROSS, CELLS_DOWN } from "../look/cells";

/** For each cell, row by row, the probability that it lies in the Go Zone. */
export type ZoneMap = Float64Array;

/** The share of each cell that a box covers; the box in shares of the frame. */
export function coverageOf([x1, y1, x2, y2]: Box): ZoneMap {
  const shared = (from: number, to: number, cell: number): number =>
    Math.max(0, Math.min(to, cell + 1) - Math.max(from, cell));
  const columns = Array.from({ length: CELLS_ACROSS }, (_, x) =>
    shared(x1 * CELLS_ACROSS, x2 * CELLS_ACROSS, x),
  );
  const rows = Array.from({ length: CELLS_DOWN }, (_, y) => shared(y1 * CELLS_DOWN, y2 * CELLS_DOWN, y));
  return Float64Array.from(
    { length: CELL_COUNT },
    (_, cell) => rows[Math.floor(cell / CELLS_ACROSS)]! * columns[cell % CELLS_ACROSS]!,
  );
}

/** How far from a known zone's edge another frame's zone may well end, in cells. */
const SOFT_EDGE = 2;

/** A box whose edges are soft: a cell is covered as far as its column is, times as far as its row is. */
export type SoftBox = { readonly columns: Float64Array; readonly rows: Float64Array };

export function soften([x1, y1, x2, y2]: Box): SoftBox {
  return {
    columns: softSide(x1 * CELLS_ACROSS, x2 * CELLS_ACROSS, CELLS_ACROSS),
    rows: softSide(y1 * CELLS_DOWN, y2 * CELLS_DOWN, CELLS_DOWN),
  };
}

/** For each of `count` cells, how likely its middle lies between two edges that may be some way off (logistic). */
function softSide(from: number, to: number, count: number): Float64Array {
  const scale = (SOFT_EDGE * Math.sqrt(3)) / Math.PI;
  const past = (edge: number, cell: number): number => 1 / (1 + Math.exp((edge - cell - 0.5) / scale));
  return Float64Array.from({ length: count }, (_, cell) => past(from, cell) - past(to, cell));
}

/** How far a cell is covered by boxes, each counting by its weight. */
export function coverageAt(boxes: readonly SoftBox[], weights: readonly number[], cell: number): number {
  const x = cell % CELLS_ACROSS;
  const y = (cell - x) / CELLS_ACROSS;
  let sum = 0;
  for (let i = 0; i < boxes.length; i++) sum += weights[i]! * boxes[i]!.rows[y]! * boxes[i]!.columns[x]!;
  return sum;
}

/** How far each cell is covered by boxes, each counting by its weight; the weights have the sum 1. */
export function meanCoverage(boxes: readonly SoftBox[], weights: readonly number[]): ZoneMap {
  const mean = new Float64Array(CELL_COUNT);
  boxes.forEach(({ columns, rows }, index) => {
    for (let y = 0; y < CELLS_DOWN; y++) {
      const share = weights[index]! * rows[y]!;
      for (let x = 0; x < CELLS_ACROSS; x++) mean[y * CELLS_ACROSS + x]! += share * columns[x]!;
    }
  });
  return mean;
}
