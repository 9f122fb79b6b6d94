import { LOOK_HEIGHT, LOOK_WIDTH } from "./decode-pixels";
import { isHighlight, isMetal, type Planes } from "./planes";

/** The side of a cell, in pixels of the size at which pictures are looked at. */
const CELL = 4;

/** Zones are thought of in cells of a 48th of the frame's width by a 27th of its height. */
export const CELLS_ACROSS = LOOK_WIDTH / CELL;
export const CELLS_DOWN = LOOK_HEIGHT / CELL;
export const CELL_COUNT = CELLS_ACROSS * CELLS_DOWN;

/** What is known of a cell: means over its pixels, and the spread of their lightness. */
export const CHANNELS = ["lightness", "a", "b", "spread", "steepness", "highlights", "metal"] as const;

/** The channels of each cell, cell by cell and row by row. */
export function cellsOf({ lightness, a, b, steep }: Planes): Float32Array {
  const cells = new Float32Array(CELL_COUNT * CHANNELS.length);
  for (let i = 0; i < LOOK_WIDTH * LOOK_HEIGHT; i++) {
    const x = i % LOOK_WIDTH;
    const y = (i - x) / LOOK_WIDTH;
    const at = (Math.floor(y / CELL) * CELLS_ACROSS + Math.floor(x / CELL)) * CHANNELS.length;
    const [l, ca, cb] = [lightness[i]!, a[i]!, b[i]!];
    const values = [l, ca, cb, l * l, steep[i]!, Number(isHighlight(l, ca, cb)), Number(isMetal(l, ca, cb))];
    for (let k = 0; k < values.length; k++) cells[at + k]! += values[k]! / (CELL * CELL);
  }
  for (let at = 0; at < cells.length; at += CHANNELS.length) {
    cells[at + 3] = Math.sqrt(Math.max(0, cells[at + 3]! - cells[at]! ** 2));
  }
  return cells;
}
