import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PHASES, type Phase } from "../phases";
import { seededRandom } from "../statistics/random";
import { type FormCase, matchForms } from "./match-forms";
import { pickPairs } from "./pick-pairs";
import { countPhases, sumOfPhases } from "./quotas";

const unit = fc.double({ min: 0, max: 1, noNaN: true });
const pools = fc
  .array(
    fc.record({
      video: fc.integer({ min: 0, max: 11 }),
      phase: fc.constantFrom<Phase>(...PHASES),
      difficulty: fc.option(unit),
      discrimination: fc.option(unit),
    }),
    { maxLength: 90 },
  )
  .map((cases) =>
    cases.map(({ video, ...each }, index): FormCase => ({ ...each, id: `c${index}`, videoId: `v${video}` })),
  );

const videosOf = (cases: readonly FormCase[]): Set<string> => new Set(cases.map(({ videoId }) => videoId));

/** Forty videos of eight cases each, of all phases. */
const wide = (seed: number): FormCase[] => {
  const random = seededRandom(seed);
  return Array.from({ length: 320 }, (_, index) => ({
    id: `c${index}`,
    videoId: `v${Math.floor(index / 8)}`,
    phase: PHASES[index % 4]!,
    difficulty: random(),
    discrimination: random() - 0.3,
  }));
};

describe("matchForms", () => {
  it("never shares a video, and gives both tests the same phases, whatever the pool", () => {
    const sizes = fc.record({
      cases: fc.integer({ min: 1, max: 20 }),
      practice: fc.integer({ min: 0, max: 20 }),
    });
    fc.assert(
      fc.property(pools, sizes, fc.nat(1000), (pool, asked, seed) => {
        const { pre, post, practice, difference, unmet } = matchForms(pool, asked, seededRandom(seed));
        const parts = [pre, post, practice].map(videosOf);
        for (const [index, one] of parts.entries()) {
          for (const other of parts.slice(index + 1))
            expect([...one].some((id) => other.has(id))).toBe(false);
        }
        expect(countPhases(pre)).toEqual(countPhases(post));
        expect(sumOfPhases(difference.phases)).toBe(0);
        expect(pre.length).toBeLessThanOrEqual(asked.cases);
        expect(practice.length).toBeLessThanOrEqual(asked.practice);
        const all = [...pre, ...post, ...practice].map(({ id }) => id);
        expect(new Set(all).size).toBe(all.length);
        if (pre.length < asked.cases) expect(unmet.join()).toContain("Each test has");
        if (practice.length < asked.practice) expect(unmet.join()).toContain("The practice set has");
      }),
      { numRuns: 60 },
    );
  });

  it("reports the differences that there are", () => {
    const { pre, post, difference } = matchForms(wide(1), { cases: 20, practice: 0 }, seededRandom(1));
    const mean = (cases: readonly FormCase[], of: "difficulty" | "discrimination") =>
      cases.reduce((sum, each) => sum + each[of]!, 0) / cases.length;
    expect(difference.difficulty).toBeCloseTo(mean(pre, "difficulty") - mean(post, "difficulty"), 12);
    expect(difference.discrimination).toBeCloseTo(
      mean(pre, "discrimination") - mean(post, "discrimination"),
      12,
    );
    expect(difference.unmeasured).toBe(0);
  });

  it("makes tests that are alike where the pool allows it", () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const asked = { cases: 20, practice: 20 };
      const { pre, practice, difference, unmet } = matchForms(wide(seed), asked, seededRandom(seed));
      expect(unmet).toEqual([]);
      expect(countPhases(pre)).toEqual({ A: 5, B: 5, C: 5, D: 5 });
      expect(countPhases(practice)).toEqual({ A: 5, B: 5, C: 5, D: 5 });
      expect(Math.abs(difference.difficulty!)).toBeLessThan(0.01);
      expect(Math.abs(difference.discrimination!)).toBeLessThan(0.02);
      expect(difference.pairedDifficulty!).toBeLessThan(0.05);
    }
  });

  it("is the same for the same seed", () => {
    const asked = { cases: 8, practice: 4 };
    const match = (seed: number) => matchForms(wide(1), asked, seededRandom(seed));
    expect(match(3)).toEqual(match(3));
    expect(match(3).pre).not.toEqual(match(4).pre);
  });

  it("makes nothing of nothing, and says so", () => {
    const { pre, difference, unmet } = matchForms([], { cases: 4, practice: 0 }, seededRandom(1));
    expect(pre).toEqual([]);
    expect(difference).toMatchObject({ difficulty: null, discrimination: null, pairedDifficulty: null });
    expect(unmet[0]).toContain("Each test has 0 cases rather than 4");
  });
});

describe("pickPairs", () => {
  it("pairs each with its twin where there is one", () => {
    const side = (name: string): FormCase[] =>
      Array.from({ length: 12 }, (_, index) => ({
        id: `${name}${index}`,
        videoId: name,
        phase: "A",
        difficulty: index / 12,
        discrimination: null,
      }));
    for (const [a, b] of pickPairs(side("a"), side("b"), 6, seededRandom(1))) {
      expect(a.difficulty).toBe(b.difficulty);
    }
  });
});
