import type { Box } from "@/lib/domain/geometry";
import { CELLS_ACROSS, CELLS_DOWN } from "../look/cells";
import type { ZoneMap } from "./coverage";

/**
 * The box to answer with, in shares of the frame.
 *
 * Of all boxes made of whole cells the one whose IoU is highest, were each cell in the zone as far as the map says:
 * Σp inside / (area + Σp outside), in cells.
 */
export function bestBox(map: ZoneMap): Box {
  let best = -1;
  let found: Box = [0, 0, 1, 1];
  eachBox(map, (score, x1, y1, x2, y2) => {
    if (score <= best) return;
    best = score;
    found = toShares(x1, y1, x2, y2);
  });
  return found;
}

/** At temperature 1, a box that promises 0.02 less IoU is e times as rare. */
const SCORE_SCALE = 0.02;

/**
 * A box by chance: the more IoU it promises, the likelier; the higher the temperature, the more alike all are.
 *
 * @param temperature above 0
 * @param chance 0 ≤ chance < 1: which box it is
 */
export function sampleBox(map: ZoneMap, temperature: number, chance: number): Box {
  let best = 0;
  eachBox(map, (score) => {
    best = Math.max(best, score);
  });
  const weight = (score: number) => Math.exp((score - best) / (SCORE_SCALE * temperature));
  let total = 0;
  eachBox(map, (score) => {
    total += weight(score);
  });
  let left = chance * total;
  let found: Box | null = null;
  let last: Box = [0, 0, 1, 1];
  eachBox(map, (score, x1, y1, x2, y2) => {
    if (found !== null) return;
    left -= weight(score);
    last = toShares(x1, y1, x2, y2);
    if (left < 0) found = last;
  });
  return found ?? last;
}

function toShares(x1: number, y1: number, x2: number, y2: number): Box {
  return [x1 / CELLS_ACROSS, y1 / CELLS_DOWN, x2 / CELLS_ACROSS, y2 / CELLS_DOWN];
}

type Visit = (score: number, x1: number, y1: number, x2: number, y2: number) => void;

/** Every box of whole cells, in a fixed order, with the IoU that it promises. */
function eachBox(map: ZoneMap, visit: Visit): void {
  const width = CELLS_ACROSS + 1;
  // sums[y * width + x]: all above and to the left of the corner (x, y).
  const sums = new Float64Array(width * (CELLS_DOWN + 1));
  for (let y = 1; y <= CELLS_DOWN; y++) {
    for (let x = 1; x <= CELLS_ACROSS; x++) {
      sums[y * width + x] =
        map[(y - 1) * CELLS_ACROSS + x - 1]! +
        sums[(y - 1) * width + x]! +
        sums[y * width + x - 1]! -
        sums[(y - 1) * width + x - 1]!;
    }
  }
  const all = sums[sums.length - 1]!;
  for (let y1 = 0; y1 < CELLS_DOWN; y1++) {
    for (let y2 = y1 + 1; y2 <= CELLS_DOWN; y2++) {
      for (let x1 = 0; x1 < CELLS_ACROSS; x1++) {
        const left = sums[y2 * width + x1]! - sums[y1 * width + x1]!;
        for (let x2 = x1 + 1; x2 <= CELLS_ACROSS; x2++) {
          const inside = sums[y2 * width + x2]! - sums[y1 * width + x2]! - left;
          visit(inside / ((y2 - y1) * (x2 - x1) + all - inside), x1, y1, x2, y2);
        }
      }
    }
  }
}
