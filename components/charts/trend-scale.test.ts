import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dotRadius, pickTicks } from "./trend-scale";

describe("dotRadius", () => {
  it("makes areas, not widths, follow n, and loses no dot", () => {
    expect(dotRadius(100, 100) / dotRadius(25, 100)).toBeCloseTo(2);
    expect(dotRadius(1, 10_000)).toBeGreaterThanOrEqual(2);
  });
});

describe("pickTicks", () => {
  it("keeps the ends, in order and once each, and never picks more than asked for", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer()), fc.integer({ min: 2, max: 9 }), (numbers, count) => {
        const values = numbers.toSorted((a, b) => a - b);
        const picked = pickTicks(values, count);
        expect(picked.length).toBe(Math.min(values.length, count));
        expect(picked).toEqual([...new Set(picked)].sort((a, b) => a - b));
        expect([picked[0], picked.at(-1)]).toEqual([values[0], values.at(-1)]);
      }),
    );
  });
});
