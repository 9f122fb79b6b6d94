import fc from "fast-check";
import { expect, test } from "vitest";
import type { Box } from "@/lib/domain/geometry";
import { bestBox, CELL, type CellWorth } from "./best-box";

const SIDE = 6;
const within: Box = [16, 24, 16 + SIDE * CELL, 24 + SIDE * CELL];
const least = { width: 2 * CELL, height: CELL };

const cells = fc.array(
  fc.option(fc.record({ worth: fc.integer({ min: -3, max: 3 }), target: fc.constantFrom(0, 1) }), {
    freq: 8,
  }),
  { minLength: SIDE * SIDE, maxLength: SIDE * SIDE },
);

const cellOf =
  (grid: readonly CellWorth[]) =>
  ([x1, y1]: Box): CellWorth =>
    grid[((y1 - within[1]) / CELL) * SIDE + (x1 - within[0]) / CELL] ?? null;

/** Every box, cell by cell. */
function byTrial(grid: readonly CellWorth[], leastTarget: number): number | null {
  let best: number | null = null;
  for (let y1 = 0; y1 < SIDE; y1 += 1)
    for (let y2 = y1 + 1; y2 <= SIDE; y2 += 1)
      for (let x1 = 0; x1 < SIDE; x1 += 1)
        for (let x2 = x1 + 2; x2 <= SIDE; x2 += 1) {
          const held = Array.from({ length: y2 - y1 }, (_, row) =>
            grid.slice((y1 + row) * SIDE + x1, (y1 + row) * SIDE + x2),
          ).flat();
          if (held.some((cell) => cell === null)) continue;
          const sum = (key: "worth" | "target") => held.reduce((all, cell) => all + cell![key], 0);
          if (sum("target") / held.length < leastTarget || (x1 + x2) / 2 > 4) continue;
          best = Math.max(best ?? Number.NEGATIVE_INFINITY, sum("worth"));
        }
  return best;
}

test("is worth as much as the best of all boxes that keep the rules", () => {
  fc.assert(
    fc.property(cells, fc.constantFrom(0, 0.4), (grid, leastTarget) => {
      const cell = cellOf(grid);
      const centre = ({ x }: { x: number }) => x <= within[0] + 4 * CELL;
      const box = bestBox({ within, cell, centre, least, leastTarget });
      const best = byTrial(grid, leastTarget);
      if (!box || best === null) return expect(box).toBe(best);
      let worth = 0;
      for (let y = box[1]; y < box[3]; y += CELL)
        for (let x = box[0]; x < box[2]; x += CELL)
          worth += cell([x, y, x + CELL, y + CELL])?.worth ?? Number.NaN;
      expect(worth).toBe(best);
      expect(box[2] - box[0]).toBeGreaterThanOrEqual(least.width);
    }),
  );
});

test("there is none where too little room is left", () => {
  const cell = (): CellWorth => ({ worth: 1, target: 1 });
  const rules = { cell, centre: () => true, least, leastTarget: 0 };
  expect(bestBox({ ...rules, within: [0, 0, CELL, 100] })).toBeNull();
  expect(bestBox({ ...rules, within: [0, 0, 100, 4] })).toBeNull();
});
