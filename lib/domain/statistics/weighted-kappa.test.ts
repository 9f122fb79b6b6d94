import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { weightedKappa } from "./weighted-kappa";

/** `table[a][b]` pairs of each kind. */
const pairsOf = (table: readonly (readonly number[])[]) =>
  table.flatMap((row, a) => row.flatMap((n, b) => Array.from({ length: n }, () => [a, b] as const)));

const grades = fc.array(fc.tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 2 })), {
  minLength: 1,
  maxLength: 40,
});

describe("Cohen's weighted kappa", () => {
  it("is as by hand", () => {
    // Of 20 pairs 7 differ by a step and 1 by two: 9 steps. Of the 400 that the frequencies 9, 6, 5 and 8, 7, 5 give,
    // 9·7 + 6·8 + 6·5 + 5·7 = 176 differ by a step and 9·5 + 5·8 = 85 by two: 346 steps.
    const table = [
      [6, 3, 0],
      [1, 3, 2],
      [1, 1, 3],
    ];
    expect(weightedKappa(pairsOf(table))).toBeCloseTo(1 - (9 * 20) / 346, 12);
  });

  it("of two grades is the plain kappa", () => {
    // The example of Cohen's plain κ: 20 and 15 agree of 50, κ = 0.4.
    expect(
      weightedKappa(
        pairsOf([
          [20, 5],
          [10, 15],
        ]),
      ),
    ).toBeCloseTo(0.4, 12);
  });

  it("is undefined without pairs, and where chance leaves nothing to disagree about", () => {
    expect(weightedKappa([])).toBeNull();
    expect(
      weightedKappa([
        [1, 1],
        [1, 1],
      ]),
    ).toBeNull();
  });

  it("is 1 where all agree, and the same whoever stands first or whatever the order", () => {
    expect(
      weightedKappa([
        [0, 0],
        [1, 1],
        [2, 2],
      ]),
    ).toBe(1);
    fc.assert(
      fc.property(grades, (pairs) => {
        const kappa = weightedKappa(pairs);
        const turned = weightedKappa(pairs.map(([a, b]) => [b, a] as const));
        const back = weightedKappa(pairs.map(([a, b]) => [2 - a, 2 - b] as const));
        if (kappa === null) return turned === null && back === null;
        return Math.abs(kappa - turned!) < 1e-12 && Math.abs(kappa - back!) < 1e-12 && kappa <= 1;
      }),
    );
  });
});
