import fc from "fast-check";
import { expect, test } from "vitest";
import { type Box, boxArea } from "@/lib/domain/geometry";
import { CELL_COUNT } from "../look/cells";
import { coverageAt, coverageOf, meanCoverage, soften } from "./coverage";

const side = fc.double({ min: 0, max: 1, noNaN: true });
const box = fc
  .tuple(side, side, side, side)
  .map(([a, b, c, d]): Box => [Math.min(a, b), Math.min(c, d), Math.max(a, b), Math.max(c, d)]);

const sum = (map: Float64Array) => map.reduce((total, value) => total + value, 0);

test("a box covers as much of the cells as it has area", () => {
  fc.assert(
    fc.property(box, (zone) => {
      expect(sum(coverageOf(zone))).toBeCloseTo(boxArea(zone) * CELL_COUNT, 6);
    }),
  );
});

test("soft edges leave the middle of a large box covered, and what is far from it bare", () => {
  const map = meanCoverage([soften([0.2, 0.2, 0.6, 0.8])], [1]);
  const at = (x: number, y: number) => map[y * 48 + x]!;
  expect(at(19, 13)).toBeGreaterThan(0.95);
  expect(at(44, 13)).toBeLessThan(0.01);
  expect(at(9, 13)).toBeGreaterThan(at(8, 13));
});

test("one cell is covered as the whole map has it, and never more than wholly", () => {
  fc.assert(
    fc.property(fc.array(box, { minLength: 1, maxLength: 5 }), fc.nat(CELL_COUNT - 1), (zones, cell) => {
      const soft = zones.map(soften);
      const weights = zones.map(() => 1 / zones.length);
      const covered = coverageAt(soft, weights, cell);
      expect(covered).toBeCloseTo(meanCoverage(soft, weights)[cell]!, 12);
      expect(covered).toBeGreaterThanOrEqual(0);
      expect(covered).toBeLessThanOrEqual(1);
    }),
  );
});
