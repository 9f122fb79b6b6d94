import fc from "fast-check";
import { expect, test } from "vitest";
import { fitLogistic, logisticOf } from "./logistic";

const entry = fc.double({ min: -2, max: 2, noNaN: true });
const cloud = fc.array(fc.tuple(entry, entry, fc.nat(1)), { minLength: 2, maxLength: 30 });

test("at the optimum, what is left over weighs no feature: Xᵀ(p − y) / n + strength · w = 0", () => {
  fc.assert(
    fc.property(cloud, fc.constantFrom(0.001, 0.03, 1), (points, strength) => {
      const rows = points.map(([x, y]) => Float64Array.of(x, y));
      const model = fitLogistic(
        rows,
        points.map(([, , label]) => label),
        strength,
      );
      const off = points.map(([, , label], index) => logisticOf(model, rows[index]!) - label);
      [0, 1].forEach((j) => {
        const pull = rows.reduce((sum, row, index) => sum + row[j]! * off[index]!, 0) / rows.length;
        expect(pull + strength * model.weights[j]!).toBeCloseTo(0, 6);
      });
    }),
  );
});

test("without features that tell anything, the probability is the share of ones", () => {
  const rows = Array.from({ length: 8 }, () => Float64Array.of(0));
  const model = fitLogistic(rows, [1, 1, 0, 0, 0, 0, 0, 0], 0.03);
  expect(logisticOf(model, rows[0]!)).toBeCloseTo(0.25, 3);
});

test("labels all alike give a probability near them, and no infinity", () => {
  const model = fitLogistic([Float64Array.of(1), Float64Array.of(-1)], [0, 0], 0.03);
  expect(Number.isFinite(model.intercept)).toBe(true);
  expect(logisticOf(model, Float64Array.of(0))).toBeLessThan(0.05);
});

test("two features that say the same share the weight", () => {
  const rows = [-1, -0.5, 0.5, 1].map((x) => Float64Array.of(x, x));
  const { weights } = fitLogistic(rows, [0, 0, 1, 1], 0.1);
  expect(weights[0]).toBeCloseTo(weights[1]!, 9);
  expect(weights[0]).toBeGreaterThan(0);
});
