import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { krippendorffAlpha } from "./krippendorff-alpha";

/** Rows of observers, as the worked examples print them, as units; a dot is a missing value. */
function unitsOf(...observers: string[]): (string | null)[][] {
  const rows = observers.map((row) => row.split(" "));
  return rows[0]!.map((_, unit) => rows.map((row) => (row[unit] === "." ? null : row[unit]!)));
}

/** The definition, 1 − observed / expected disagreement, over every ordered pair of values: slow and plain. */
function alphaByPairs(units: readonly (readonly (string | null)[])[]): number | null {
  const paired = units
    .map((unit) => unit.filter((value) => value !== null))
    .filter((unit) => unit.length > 1);
  const all = paired.flat();
  let observed = 0;
  for (const unit of paired) {
    for (let i = 0; i < unit.length; i++) {
      for (let j = 0; j < unit.length; j++) {
        if (i !== j && unit[i] !== unit[j]) observed += 1 / (unit.length - 1) / all.length;
      }
    }
  }
  let expected = 0;
  for (let i = 0; i < all.length; i++) {
    for (let j = 0; j < all.length; j++) {
      if (i !== j && all[i] !== all[j]) expected += 1 / (all.length * (all.length - 1));
    }
  }
  return expected === 0 ? null : 1 - observed / expected;
}

describe("Krippendorff's α", () => {
  // Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), sections A, B and D.
  it.each([
    ["A: two observers, two values", 0.095, ["0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0"]],
    ["B: two observers, five values", 0.692, ["a a b b d c c c e d d a", "b a b b b c c c e d d d"]],
    [
      "D: four observers, missing values",
      0.743,
      [
        "1 2 3 3 2 1 4 1 2 . . .",
        "1 2 3 3 2 2 4 1 2 5 . 3",
        ". 3 3 3 2 3 4 2 2 5 1 .",
        "1 2 3 3 2 4 4 1 2 5 1 .",
      ],
    ],
  ])("is what the worked example says: %s", (_, alpha, observers) => {
    expect(krippendorffAlpha(unitsOf(...observers))).toBeCloseTo(alpha, 3);
  });

  it("is 1 where all agree on more than one value, and below 0 where all differ", () => {
    expect(krippendorffAlpha(unitsOf("a b a", "a b a"))).toBe(1);
    expect(krippendorffAlpha(unitsOf("a b", "b a"))).toBeCloseTo(-0.5, 12);
  });

  it.each([
    ["no units", []],
    ["nobody", [[], []]],
    ["one observer", unitsOf("a b a")],
    ["no unit with two values", unitsOf("a . b", ". b .")],
    ["a single value throughout", unitsOf("a a a", "a a .")],
    ["a second value that stands alone", unitsOf("a a b", "a a .")],
  ])("is undefined with %s", (_, units) => {
    expect(krippendorffAlpha(units)).toBeNull();
  });

  it("agrees with the definition taken pair by pair, and doesn't mind order or single values", () => {
    const value = fc.option(fc.constantFrom("a", "b", "c", "d"), { nil: null });
    const unit = fc.array(value, { maxLength: 6 });
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 12 }), (units) => {
        const alpha = krippendorffAlpha(units);
        const plain = alphaByPairs(units);
        if (plain === null) expect(alpha).toBeNull();
        else expect(alpha).toBeCloseTo(plain, 9);
        const reversed = units.map((each) => [...each].reverse()).reverse();
        const again = krippendorffAlpha([...reversed, ["a"], [null, "b"]]);
        if (alpha === null) expect(again).toBeNull();
        else expect(again).toBeCloseTo(alpha, 9);
      }),
    );
  });
});
