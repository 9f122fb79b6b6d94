import fc from "fast-check";
import { expect, test } from "vitest";
import type { Box } from "@/lib/domain/geometry";
import { type Band, distanceToBand, distanceToLine, isWithin } from "./outline";

const point = fc.record({ x: fc.integer({ min: 0, max: 200 }), y: fc.integer({ min: 0, max: 200 }) });
const box = fc
  .tuple(point, fc.integer({ min: 1, max: 80 }), fc.integer({ min: 1, max: 80 }))
  .map(([{ x, y }, wide, high]): Box => [x, y, x + wide, y + high]);
const band: fc.Arbitrary<Band> = fc.array(fc.record({ at: point, radius: fc.integer({ min: 1, max: 20 }) }), {
  minLength: 2,
  maxLength: 5,
});

/** Points all over a box, its edges included. */
function pointsIn([x1, y1, x2, y2]: Box) {
  const shares = [0, 0.2, 0.4, 0.6, 0.8, 1];
  return shares.flatMap((u) => shares.map((v) => ({ x: x1 + (x2 - x1) * u, y: y1 + (y2 - y1) * v })));
}

test("a box is as far from a band as the nearest of its points, or nearer", () => {
  fc.assert(
    fc.property(box, band, (one, tube) => {
      const nearest = Math.min(...pointsIn(one).map(({ x, y }) => distanceToBand([x, y, x, y], tube)));
      const found = distanceToBand(one, tube);
      expect(found).toBeLessThanOrEqual(nearest + 1e-9);
      // Points lie no further apart than this.
      expect(found).toBeGreaterThanOrEqual(nearest - Math.hypot(one[2] - one[0], one[3] - one[1]) / 5 - 1e-9);
    }),
  );
});

test("a box is as far from a band as the nearest of the boxes it is made of", () => {
  fc.assert(
    fc.property(box, band, ([x1, y1, x2, y2], tube) => {
      const middle = (x1 + x2) / 2;
      const halves: Box[] = [
        [x1, y1, middle, y2],
        [middle, y1, x2, y2],
      ];
      const nearest = Math.min(...halves.map((half) => distanceToBand(half, tube)));
      expect(distanceToBand([x1, y1, x2, y2], tube)).toBeCloseTo(nearest, 9);
    }),
  );
});

test("a band that crosses a box without a corner in either is met", () => {
  const tube: Band = [
    { at: { x: 0, y: 50 }, radius: 1 },
    { at: { x: 100, y: 50 }, radius: 3 },
  ];
  expect(distanceToBand([40, 0, 60, 100], tube)).toBe(-3);
});

test("tells a line’s distance and a polygon’s inside", () => {
  const corner = [
    { x: 0, y: 0 },
    { x: 10, y: 0 },
    { x: 10, y: 10 },
  ];
  expect(distanceToLine({ x: 5, y: 4 }, corner)).toBe(4);
  expect(isWithin(corner, { x: 8, y: 3 })).toBe(true);
  expect(isWithin(corner, { x: 2, y: 8 })).toBe(false);
});
