import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countTicks, shareTicks, spreadLabels } from "./share-scale";

const share = fc.double({ min: 0, max: 1, noNaN: true });

describe("shareTicks", () => {
  it("begins at 0, and is the shortest scale that holds every value", () => {
    expect(shareTicks([0.12, null, undefined]).at(-1)).toBe(0.25);
    expect(shareTicks([0.26]).at(-1)).toBe(0.5);
    expect(shareTicks([0.75, 0.1]).at(-1)).toBe(0.75);
    expect(shareTicks([])).toHaveLength(6);
    fc.assert(
      fc.property(fc.array(share), (values) => {
        const ticks = shareTicks(values);
        expect(ticks[0]).toBe(0);
        expect(Math.max(0, ...values)).toBeLessThanOrEqual(ticks.at(-1)!);
      }),
    );
  });
});

describe("countTicks", () => {
  it("reaches the most in a few even steps of whole numbers", () => {
    expect(countTicks(0)).toEqual([0, 1]);
    expect(countTicks(7)).toEqual([0, 2, 4, 6, 8]);
    expect(countTicks(1204)).toEqual([0, 500, 1000, 1500]);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000_000 }), (most) => {
        const ticks = countTicks(most);
        expect(ticks.at(-1)).toBeGreaterThanOrEqual(most);
        expect(ticks.at(-2)).toBeLessThan(most);
        expect(ticks.length).toBeLessThanOrEqual(5);
        expect(ticks.every(Number.isInteger)).toBe(true);
      }),
    );
  });
});

describe("spreadLabels", () => {
  it("leaves alone what stands apart, and keeps the order and the gap of the rest", () => {
    expect(spreadLabels([10, 50, 90], 14)).toEqual([10, 50, 90]);
    expect(spreadLabels([50, 50], 14)).toEqual([43, 57]);
    const place = fc.integer({ min: 0, max: 200 });
    fc.assert(
      fc.property(fc.array(place, { maxLength: 8 }), fc.integer({ min: 1, max: 30 }), (places, gap) => {
        const spread = spreadLabels(places, gap);
        for (const [a, placeOfA] of places.entries()) {
          for (const [b, placeOfB] of places.entries()) {
            if (a === b) continue;
            expect(Math.abs(spread[a]! - spread[b]!)).toBeGreaterThan(gap - 1e-6);
            if (placeOfA < placeOfB) expect(spread[a]!).toBeLessThan(spread[b]!);
          }
        }
      }),
    );
  });
});
