import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Cell, FEWEST_ANSWERS, FEWEST_RESIDENTS, suppressionOf, suppressionsOf } from "./suppression";

const cells: fc.Arbitrary<Cell[]> = fc.array(
  fc.record({ residents: fc.nat(12), n: fc.nat(60) }).map(({ residents, n }) => ({
    residents: Math.min(residents, n),
    n: residents === 0 ? 0 : n,
  })),
  { maxLength: 9 },
);

describe("a small cell", () => {
  it("is not told below three residents or ten answers", () => {
    expect(suppressionOf({ residents: 2, n: 400 })).toBe("few-residents");
    expect(suppressionOf({ residents: 3, n: 9 })).toBe("few-answers");
    expect(suppressionOf({ residents: 3, n: 10 })).toBeNull();
    expect(suppressionOf({ residents: 0, n: 0 })).toBeNull();
  });

  it("can't be had from the total and the cells that are told", () => {
    fc.assert(
      fc.property(cells, (all) => {
        const reasons = suppressionsOf(all);
        const hidden = all.filter((cell, index) => reasons[index] !== null && cell.n > 0);
        for (const [index, cell] of all.entries()) {
          if (suppressionOf(cell) !== null) expect(reasons[index]).toBe(suppressionOf(cell));
          if (cell.n === 0) expect(reasons[index]).toBeNull();
        }
        if (hidden.length === 0) return;
        const told = all.filter((cell, index) => reasons[index] === null && cell.n > 0);
        // Either nothing is left to subtract, or what subtraction gives is large enough and of several cells.
        if (told.length === 0) return;
        expect(hidden.length).toBeGreaterThan(1);
        expect(hidden.reduce((sum, { n }) => sum + n, 0)).toBeGreaterThanOrEqual(FEWEST_ANSWERS);
        expect(Math.max(...hidden.map(({ residents }) => residents))).toBeGreaterThanOrEqual(
          FEWEST_RESIDENTS,
        );
      }),
    );
  });

  it("takes the smallest of the others with it, and no more than it needs", () => {
    const small = { residents: 1, n: 4 };
    const [a, b, c] = [
      { residents: 9, n: 90 },
      { residents: 5, n: 20 },
      { residents: 7, n: 50 },
    ];
    expect(suppressionsOf([a, small, b, c])).toEqual([null, "few-residents", "by-subtraction", null]);
    expect(suppressionsOf([a, b, c])).toEqual([null, null, null]);
  });
});
