import { expect, test } from "vitest";
import { nearestOf, neighbourWeights } from "./neighbours";

const known = [
  [0, 0],
  [1, 1],
  [4, 4],
].map((row) => ({ row: Float64Array.from(row) }));
const row = Float64Array.of(0.9, 0.9);

test.each([null, 0.3, 1, 100])("weights have the sum 1 (bandwidth %s)", (bandwidth) => {
  const weights = neighbourWeights(row, known, bandwidth);
  expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
});

test("the most alike counts most; the narrower, the more so; with none, all count the same", () => {
  const weights = neighbourWeights(row, known, 0.5);
  expect(weights[1]).toBeGreaterThan(weights[0]!);
  expect(weights[0]).toBeGreaterThan(weights[2]!);
  expect(neighbourWeights(row, known, 0.1)[1]).toBeGreaterThan(weights[1]!);
  expect(neighbourWeights(row, known, null)).toEqual([1 / 3, 1 / 3, 1 / 3]);
});

test("frames that are all far off are weighed all the same", () => {
  const far = Float64Array.of(1e3, 1e3);
  expect(neighbourWeights(far, known, 0.1)).toEqual([0, 0, 1]);
});

test("the nearest is the first of those that are as near", () => {
  expect(nearestOf(row, known)).toBe(1);
  expect(nearestOf(Float64Array.of(0.5, 0.5), known)).toBe(0);
});
