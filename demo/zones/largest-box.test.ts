import fc from "fast-check";
import { expect, test } from "vitest";
import { type Box, boxArea } from "@/lib/domain/geometry";
import { largestBox } from "./largest-box";

/** Every box between grid points, tried one by one. */
function byTrial(cells: readonly (readonly boolean[])[]): number {
  let best = 0;
  for (let y1 = 0; y1 < cells.length; y1++)
    for (let y2 = y1 + 1; y2 < cells.length; y2++)
      for (let x1 = 0; x1 < cells[0]!.length; x1++)
        for (let x2 = x1 + 1; x2 < cells[0]!.length; x2++) {
          const inside = cells.slice(y1, y2 + 1).every((row) => row.slice(x1, x2 + 1).every(Boolean));
          if (inside) best = Math.max(best, (x2 - x1) * (y2 - y1) * 16);
        }
  return best;
}

const grid = fc.array(fc.array(fc.boolean(), { minLength: 7, maxLength: 7 }), { minLength: 6, maxLength: 6 });

test("finds as large a box as trying them all, with nothing in it that isn't allowed", () => {
  fc.assert(
    fc.property(grid, (cells) => {
      const at = (x: number, y: number): boolean => cells[(y - 50) / 4]![(x - 100) / 4]!;
      const within: Box = [100, 50, 124, 70];
      const found = largestBox(within, at);
      expect(found ? boxArea(found) : 0).toBe(byTrial(cells));
      if (!found) return;
      for (let x = found[0]; x <= found[2]; x += 4) {
        for (let y = found[1]; y <= found[3]; y += 4) expect(at(x, y)).toBe(true);
      }
    }),
  );
});

test("finds none where nothing is allowed, or only a line", () => {
  expect(largestBox([0, 0, 40, 40], () => false)).toBeNull();
  expect(largestBox([0, 0, 40, 40], (x) => x === 8)).toBeNull();
});
