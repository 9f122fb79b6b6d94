import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fitSoftmax, type Softmax, softmaxOf } from "./softmax";

/** Mean log loss with the penalty on the weights, as the docs have it. */
function loss(model: Softmax, rows: readonly Float64Array[], labels: readonly number[], strength: number) {
  const log = rows.map((row, index) => -Math.log(softmaxOf(model, row)[labels[index]!]!));
  const penalty = model.weights.flat().reduce((sum, weight) => sum + weight * weight, 0);
  return log.reduce((sum, value) => sum + value, 0) / rows.length + (strength / 2) * penalty;
}

const cloud = fc
  .array(
    fc.tuple(
      fc.double({ min: -2, max: 2, noNaN: true }),
      fc.double({ min: -2, max: 2, noNaN: true }),
      fc.nat(2),
    ),
    {
      minLength: 4,
      maxLength: 30,
    },
  )
  .map((points) => ({
    rows: points.map(([x, y]) => Float64Array.of(x, y)),
    labels: points.map(([, , label]) => label),
  }));

describe("fitSoftmax", () => {
  test("finds the optimum: no step to any side is better", () => {
    fc.assert(
      fc.property(cloud, fc.constantFrom(0.01, 0.1, 1), ({ rows, labels }, strength) => {
        const model = fitSoftmax(rows, labels, { classes: 3, strength });
        const best = loss(model, rows, labels, strength);
        for (let k = 0; k < 3; k++) {
          for (let j = 0; j < 2; j++) {
            for (const shift of [-0.05, 0.05]) {
              const weights = model.weights.map((row) => [...row]);
              weights[k]![j]! += shift;
              expect(loss({ ...model, weights }, rows, labels, strength)).toBeGreaterThan(best - 1e-6);
            }
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  test("without features, the probabilities are the classes' shares", () => {
    const rows = Array.from({ length: 10 }, () => new Float64Array(0));
    const labels = [0, 0, 0, 0, 0, 1, 1, 1, 2, 2];
    const shares = softmaxOf(fitSoftmax(rows, labels, { classes: 3, strength: 1 }), rows[0]!);
    [0.5, 0.3, 0.2].forEach((share, index) => {
      expect(shares[index]).toBeCloseTo(share, 2);
    });
  });

  test("tells apart what lies apart, and a stronger penalty is less sure of it", () => {
    const rows = [-2, -1.5, -1, 1, 1.5, 2].map((x) => Float64Array.of(x));
    const labels = [0, 0, 0, 1, 1, 1];
    const sure = (strength: number) =>
      softmaxOf(fitSoftmax(rows, labels, { classes: 2, strength }), Float64Array.of(1))[1]!;
    expect(sure(0.01)).toBeGreaterThan(0.9);
    expect(sure(1)).toBeLessThan(sure(0.01));
    expect(sure(1)).toBeGreaterThan(0.5);
  });
});
