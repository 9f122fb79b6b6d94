import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  along,
  contains,
  distance,
  distanceOutside,
  distanceTo,
  halfWidthAt,
  outline,
  pathLength,
  pointOn,
  points,
  smooth,
  tube,
  tubePart,
} from "./path";

const line = points([0, 0], [100, 0]);
const square = points([0, 0], [10, 0], [10, 10], [0, 10]);
const share = fc.double({ min: 0, max: 1, noNaN: true });

describe("paths", () => {
  test("a smooth path goes through the points it was given", () => {
    const through = points([0, 0], [40, 30], [90, 10], [120, 80]);
    const path = smooth(through);
    for (const point of through) expect(distanceTo(path, point)).toBeLessThan(1e-9);
  });

  test("a share of a straight path is that share of its length", () => {
    fc.assert(
      fc.property(share, (t) => {
        const at = along(line, t);
        expect(at.x).toBeCloseTo(100 * t, 9);
        expect([at.y, at.dx, at.dy]).toEqual([0, 1, 0]);
      }),
    );
  });

  test("has the length of its parts", () => {
    expect(pathLength(points([0, 0], [3, 4], [3, 10]))).toBe(11);
  });

  test("a polygon holds what is within it, and tells how far the rest is away", () => {
    expect(contains(square, { x: 5, y: 5 })).toBe(true);
    expect(contains(square, { x: 11, y: 5 })).toBe(false);
    expect(distanceOutside(square, { x: 5, y: 5 })).toBe(0);
    expect(distanceOutside(square, { x: 13, y: 14 })).toBe(5);
    // Across the edge that closes it.
    expect(distanceOutside(square, { x: -3, y: 5 })).toBe(3);
  });
});

describe("tubes", () => {
  const funnel = tube(line, (t) => 20 - 10 * t);

  test("have their width everywhere, in the whole and in a part", () => {
    expect(halfWidthAt(funnel, 0.5)).toBeCloseTo(15);
    expect(halfWidthAt(tubePart(funnel, 0.5, 1), 0)).toBeCloseTo(15);
    expect(halfWidthAt(tubePart(funnel, 0.5, 1), 1)).toBeCloseTo(10);
  });

  test("the right of a path that runs to the right is below it", () => {
    expect(pointOn(funnel, 0.5, 1)).toEqual({ x: 50, y: expect.closeTo(15) });
    expect(pointOn(funnel, 0.5, -2)).toEqual({ x: 50, y: expect.closeTo(-30) });
  });

  test("hold their middle within their outline", () => {
    const bent = tube(smooth(points([0, 0], [60, 40], [160, 30], [220, 120])), () => 12);
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 0.99, noNaN: true }), (t) => {
        const at = along(bent.path, t);
        expect(contains(outline(bent), at)).toBe(true);
        expect(distance(at, pointOn(bent, t, 1))).toBeCloseTo(12);
      }),
    );
  });
});
