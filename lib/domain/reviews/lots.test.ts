import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PHASES, type Phase } from "../phases";
import { seededRandom } from "../statistics/random";
import { chooseCases } from "./choose-cases";
import { drawLots } from "./draw-lots";
import { isComplete } from "./judgement";
import { letterAt, positionOf } from "./letters";

const casesOf = (...phases: readonly Phase[]) => phases.map((phase, id) => ({ id, phase }));

describe("choosing cases", () => {
  it("takes as many of each phase as there are, within one of each other where there are enough", () => {
    const phase = fc.constantFrom(...PHASES);
    fc.assert(
      fc.property(fc.array(phase, { maxLength: 60 }), fc.nat(70), fc.nat(), (phases, wanted, seed) => {
        const cases = casesOf(...phases);
        const chosen = chooseCases(cases, wanted, seededRandom(seed));
        expect(chosen.length).toBe(Math.min(wanted, cases.length));
        expect(new Set(chosen).size).toBe(chosen.length);
        const counts = PHASES.map((each) => ({
          chosen: chosen.filter((one) => one.phase === each).length,
          all: cases.filter((one) => one.phase === each).length,
        }));
        const most = Math.max(...counts.map((count) => count.chosen));
        for (const count of counts) {
          if (count.chosen < count.all) expect(count.chosen).toBeGreaterThanOrEqual(most - 1);
        }
      }),
    );
  });

  it("gives the same for the same seed, and another choice for another", () => {
    const cases = casesOf(...Array.from({ length: 200 }, (_, i) => PHASES[i % 4]!));
    const ids = (seed: number) => chooseCases(cases, 20, seededRandom(seed)).map(({ id }) => id);
    expect(ids(1)).toEqual(ids(1));
    expect(ids(1)).not.toEqual(ids(2));
  });
});

describe("drawing lots", () => {
  it("gives every reviewer every case once, with every source under a letter", () => {
    const drawn = drawLots(["r", "s", "t"], [1, 2, 3, 4, 5], ["x", "y", "z"], seededRandom(3));
    expect(drawn.map(({ reviewer }) => reviewer).sort()).toEqual(["r", "s", "t"]);
    for (const { items } of drawn) {
      expect(items.map(({ reviewCase }) => reviewCase).sort()).toEqual([1, 2, 3, 4, 5]);
      for (const { sources } of items) expect([...sources].sort()).toEqual(["x", "y", "z"]);
    }
  });

  it("puts each source under each letter equally often, and no order is more likely than another", () => {
    const n = 6_000;
    const [{ items }] = drawLots(
      ["r"],
      Array.from({ length: n }, (_, i) => i),
      ["x", "y", "z"],
      seededRandom(5),
    ) as [ReturnType<typeof drawLots<string, number, string>>[number]];
    const orders = new Map<string, number>();
    for (const { sources } of items) {
      const order = sources.join("");
      orders.set(order, (orders.get(order) ?? 0) + 1);
    }
    expect(orders.size).toBe(6);
    // χ² with five degrees of freedom: above 20.5 once in a thousand.
    const chi2 = [...orders.values()].reduce((sum, count) => sum + (count - n / 6) ** 2 / (n / 6), 0);
    expect(chi2).toBeLessThan(20.5);
  });
});

describe("a judgement", () => {
  it("is complete with a best text and a mark for each", () => {
    expect(isComplete({ best: "A", marks: { A: 1, B: 0 } }, ["A", "B"])).toBe(true);
    expect(isComplete({ best: null, marks: { A: 1, B: 0 } }, ["A", "B"])).toBe(false);
    expect(isComplete({ best: "A", marks: { A: 1, B: null } }, ["A", "B"])).toBe(false);
    expect(isComplete({ best: "A", marks: { A: 1 } }, ["A", "B"])).toBe(false);
  });

  it("knows its letters", () => {
    expect([1, 2, 3, 4].map(letterAt).map(positionOf)).toEqual([1, 2, 3, 4]);
    expect(() => letterAt(5)).toThrow();
  });
});
