import { CELL_COUNT, CELLS_ACROSS, CELLS_DOWN, CHANNELS } from "../look/cells";

/** How far around a cell one looks, in cells: the cell itself, its neighbours, and its part of the field. */
const REACHES = [0, 2, 5] as const;

/** Numbers that describe a cell: by what is in and around it, and by its place. */
export const CELL_FEATURES = REACHES.length * CHANNELS.length + 1;

/** No place alone makes a cell surer than this to be in the zone, or out of it. */
const SURE = 0.99;

/**
 * Describes cells of a frame: each channel's mean within each reach, less the frame's mean, so that a darker frame
 * or a redder patient doesn't matter; last, as log odds, how likely its place alone makes the zone.
 *
 * @param wanted the cells' indices
 * @param place how likely, 0 to 1, in the order of `wanted`
 * @returns `CELL_FEATURES` numbers a cell, in that order
 */
export function cellRows(
  cells: Float32Array,
  wanted: readonly number[],
  place: ArrayLike<number>,
): Float64Array[] {
  const rows = wanted.map((_, index) => {
    const row = new Float64Array(CELL_FEATURES);
    const share = Math.max(1 - SURE, Math.min(SURE, place[index]!));
    row[CELL_FEATURES - 1] = Math.log(share / (1 - share));
    return row;
  });
  CHANNELS.forEach((_, channel) => {
    const sums = runningSums(cells, channel);
    const mean = sums[sums.length - 1]! / CELL_COUNT;
    wanted.forEach((cell, index) => {
      REACHES.forEach((reach, r) => {
        rows[index]![r * CHANNELS.length + channel] = meanAround(sums, cell, reach) - mean;
      });
    });
  });
  return rows;
}

const WIDTH = CELLS_ACROSS + 1;

function runningSums(cells: Float32Array, channel: number): Float64Array {
  const sums = new Float64Array(WIDTH * (CELLS_DOWN + 1));
  for (let y = 1; y <= CELLS_DOWN; y++) {
    for (let x = 1; x <= CELLS_ACROSS; x++) {
      const value = cells[((y - 1) * CELLS_ACROSS + x - 1) * CHANNELS.length + channel]!;
      sums[y * WIDTH + x] =
        value + sums[(y - 1) * WIDTH + x]! + sums[y * WIDTH + x - 1]! - sums[(y - 1) * WIDTH + x - 1]!;
    }
  }
  return sums;
}

function meanAround(sums: Float64Array, cell: number, reach: number): number {
  const x = cell % CELLS_ACROSS;
  const y = (cell - x) / CELLS_ACROSS;
  const [x1, x2] = [Math.max(0, x - reach), Math.min(CELLS_ACROSS, x + reach + 1)];
  const [y1, y2] = [Math.max(0, y - reach), Math.min(CELLS_DOWN, y + reach + 1)];
  const sum =
    sums[y2 * WIDTH + x2]! - sums[y1 * WIDTH + x2]! - sums[y2 * WIDTH + x1]! + sums[y1 * WIDTH + x1]!;
  return sum / ((x2 - x1) * (y2 - y1));
}
