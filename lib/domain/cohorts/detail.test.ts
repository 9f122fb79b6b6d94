import fc from "fast-check";
import { expect, it } from "vitest";
import { calibrationOf } from "./detail";
import { FEWEST_ANSWERS } from "./suppression";

const reliability = (counts: readonly number[]) => ({
  n: counts.reduce((sum, n) => sum + n, 0),
  bins: counts.map((n, index) => ({ from: index / 10, n, confidence: index / 10, right: 0.5 })),
  brier: 0.2,
});

it("leaves out another bin with a single small one, which could be had by subtraction", () => {
  const { bins } = calibrationOf(reliability([0, 5, 32, 213, 120]), true);
  expect(bins.map(({ n }) => n)).toEqual([213, 120]);
});

it("draws all bins of enough answers, and none of nobody’s", () => {
  const { bins } = calibrationOf(reliability([0, 10, 0, 40]), true);
  expect(bins.map(({ n }) => n)).toEqual([10, 40]);
  expect(calibrationOf(reliability([0, 10, 0, 40]), false).bins).toEqual([]);
});

it("never leaves out so little that it can be worked out", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(40), { minLength: 10, maxLength: 10 }), (counts) => {
      const { n, bins } = calibrationOf(reliability(counts), true);
      const left = n - bins.reduce((sum, bin) => sum + bin.n, 0);
      expect(bins.every((bin) => bin.n >= FEWEST_ANSWERS)).toBe(true);
      if (left > 0 && bins.length > 0) {
        expect(left).toBeGreaterThanOrEqual(FEWEST_ANSWERS);
        expect(counts.filter((count) => count > 0).length - bins.length).toBeGreaterThan(1);
      }
    }),
  );
});
