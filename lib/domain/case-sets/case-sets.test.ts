import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PHASES, type Phase } from "../phases";
import { seededRandom } from "../statistics/random";
import { balanceOf } from "./balance";
import { explainSharedVideos, sharedVideos } from "./leakage";
import { moveItem } from "./move-item";
import { countPhases, evenQuotas, sumOfPhases } from "./quotas";
import { setRuleSchema } from "./rule";
import { type RuleCase, solveRule } from "./solve-rule";
import { thinPool } from "./thin-pool";

const phase = fc.constantFrom<Phase>(...PHASES);
const poolOf = (most: number) =>
  fc
    .array(
      fc.record({
        video: fc.integer({ min: 0, max: 9 }),
        phase,
        difficulty: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
        modelWrong: fc.option(fc.boolean()),
        seen: fc.boolean(),
      }),
      { maxLength: most },
    )
    .map((cases) =>
      cases.map(
        ({ video, ...each }, index): RuleCase => ({ ...each, id: `c${index}`, videoId: `v${video}` }),
      ),
    );

const rule = fc.record({
  cases: fc.integer({ min: 1, max: 40 }),
  phases: fc.constantFrom("even" as const, "any" as const),
  difficulty: fc.option(
    fc
      .tuple(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.boolean(),
      )
      .map(([a, b, unmeasured]) => ({ from: Math.min(a, b), to: Math.max(a, b), unmeasured })),
  ),
  model: fc.option(
    fc
      .constantFrom({ unit: "cases", most: 10 } as const, { unit: "percent", most: 100 } as const)
      .chain(({ unit, most }) =>
        fc.record({ runId: fc.uuid(), wrong: fc.integer({ min: 0, max: most }), unit: fc.constant(unit) }),
      ),
  ),
  mostOfOneVideo: fc.option(fc.integer({ min: 1, max: 5 })),
});

describe("evenQuotas", () => {
  it("gives all that is wanted or all there is, and no phase more than one beyond another that has more", () => {
    const counts = fc.record({ A: fc.nat(20), B: fc.nat(20), C: fc.nat(20), D: fc.nat(20) });
    fc.assert(
      fc.property(fc.nat(60), counts, (wanted, available) => {
        const quotas = evenQuotas(wanted, available);
        expect(sumOfPhases(quotas)).toBe(Math.min(wanted, sumOfPhases(available)));
        for (const one of PHASES) {
          expect(quotas[one]).toBeLessThanOrEqual(available[one]);
          for (const other of PHASES) {
            if (quotas[other] < available[other]) expect(quotas[one] - quotas[other]).toBeLessThanOrEqual(1);
          }
        }
      }),
    );
  });
});

describe("solveRule", () => {
  it("never chooses what the rule excludes, a case twice, or more than is wanted", () => {
    fc.assert(
      fc.property(poolOf(80), rule, fc.nat(1000), (pool, asked, seed) => {
        const { cases, unmet } = solveRule(pool, asked, seededRandom(seed));
        expect(new Set(cases.map(({ id }) => id)).size).toBe(cases.length);
        expect(cases.length).toBeLessThanOrEqual(asked.cases);
        if (cases.length < asked.cases) expect(unmet.join()).toContain(`rather than ${asked.cases}`);
        const videos = new Map<string, number>();
        for (const { seen, difficulty, videoId, modelWrong } of cases) {
          expect(seen).toBe(false);
          if (asked.model?.unit === "percent") expect(modelWrong).not.toBeNull();
          videos.set(videoId, (videos.get(videoId) ?? 0) + 1);
          if (!asked.difficulty) continue;
          if (difficulty === null) expect(asked.difficulty.unmeasured).toBe(true);
          else {
            expect(difficulty).toBeGreaterThanOrEqual(asked.difficulty.from);
            expect(difficulty).toBeLessThanOrEqual(asked.difficulty.to);
          }
        }
        for (const n of videos.values()) expect(n).toBeLessThanOrEqual(asked.mostOfOneVideo ?? 80);
      }),
    );
  });

  it("meets number, phases and the model's misses wherever videos are no limit and the pool has them", () => {
    fc.assert(
      fc.property(poolOf(80), rule, fc.nat(1000), (pool, asked, seed) => {
        const free = { ...asked, mostOfOneVideo: null, difficulty: null };
        const ofShare = asked.model?.unit === "percent";
        const fitting = pool.filter(({ seen, modelWrong }) => !seen && !(ofShare && modelWrong === null));
        const { cases } = solveRule(pool, free, seededRandom(seed));
        expect(cases).toHaveLength(Math.min(asked.cases, fitting.length));
        const wrong = cases.filter(({ modelWrong }) => modelWrong).length;
        if (asked.phases === "even") {
          const quotas = evenQuotas(asked.cases, countPhases(fitting));
          expect(countPhases(cases)).toEqual(quotas);
          if (asked.model) {
            const of = (one: Phase, isWrong: boolean) =>
              fitting.filter((each) => each.phase === one && Boolean(each.modelWrong) === isWrong).length;
            const least = PHASES.reduce((sum, one) => sum + Math.max(0, quotas[one] - of(one, false)), 0);
            const most = PHASES.reduce((sum, one) => sum + Math.min(quotas[one], of(one, true)), 0);
            const wanted = ofShare ? Math.round((asked.model.wrong * cases.length) / 100) : asked.model.wrong;
            expect(wrong).toBe(Math.max(least, Math.min(most, wanted)));
          }
        }
      }),
    );
  });

  it("is the same for the same seed, and says what it could not meet", () => {
    const pool = Array.from({ length: 40 }, (_, index): RuleCase => {
      const at = PHASES[index % 4]!;
      return {
        id: `${index}`,
        videoId: `v${index % 8}`,
        phase: at,
        difficulty: 0.5,
        modelWrong: false,
        seen: at === "C",
      };
    });
    const asked = setRuleSchema.parse({
      seed: 1,
      cases: 20,
      model: { runId: "00000000-0000-4000-8000-000000000000", wrong: 3, unit: "cases" },
    });
    const solve = (seed: number) => solveRule(pool, asked, seededRandom(seed));
    expect(solve(7)).toEqual(solve(7));
    expect(solve(7).cases).not.toEqual(solve(8).cases);
    expect(solve(7).unmet).toEqual([
      expect.stringContaining("0 cases of phase C"),
      expect.stringContaining("wrong in 0 cases rather than 3"),
    ]);
  });

  it("gives a share of cases in which the model is wrong, of those that it has read, in an order that tells nothing", () => {
    const pool = Array.from(
      { length: 60 },
      (_, index): RuleCase => ({
        id: `${index}`,
        videoId: `v${index}`,
        phase: PHASES[index % 4]!,
        difficulty: null,
        modelWrong: index < 16 ? true : index < 40 ? false : null,
        seen: false,
      }),
    );
    const solve = (cases: number, wrong: number, seed: number) => {
      const model = { runId: "00000000-0000-4000-8000-000000000000", wrong, unit: "percent" };
      return solveRule(pool, setRuleSchema.parse({ seed, cases, model }), seededRandom(seed));
    };
    const first = { wrong: 0, n: 0 };
    for (let seed = 0; seed < 200; seed++) {
      const { cases, unmet } = solve(20, 50, seed);
      expect(cases.map(({ modelWrong }) => modelWrong).filter(Boolean)).toHaveLength(10);
      expect(unmet).toEqual([]);
      first.n += 1;
      if (cases[0]!.modelWrong) first.wrong += 1;
    }
    expect(first.wrong / first.n).toBeGreaterThan(0.35);
    expect(first.wrong / first.n).toBeLessThan(0.65);
    expect(solve(20, 100, 1).unmet).toEqual([
      "The model is wrong in 16 of 20 cases rather than 20: of those that fit it misses 16 and is right in 24.",
    ]);
    expect(solve(48, 40, 1).unmet.join(" ")).toMatch(
      /^40 cases rather than 48: .* 40 fit\. .*The model has not read 20 cases that would fit otherwise\.$/,
    );
  });

  it("takes a share of 100% at most, and a number as rules before had it", () => {
    const runId = "00000000-0000-4000-8000-000000000000";
    const parse = (model: object) =>
      setRuleSchema.safeParse({ seed: 1, cases: 20, model: { runId, ...model } });
    expect(parse({ wrong: 101, unit: "percent" }).success).toBe(false);
    expect(parse({ wrong: -1, unit: "percent" }).success).toBe(false);
    expect(parse({ wrong: 101 }).data?.model?.unit).toBe("cases");
  });

  it("takes few cases of one video where it can", () => {
    const pool = Array.from(
      { length: 80 },
      (_, index): RuleCase => ({
        id: `${index}`,
        videoId: `v${index % 10}`,
        phase: PHASES[Math.floor(index / 10) % 4]!,
        difficulty: null,
        modelWrong: null,
        seen: false,
      }),
    );
    const { cases } = solveRule(pool, setRuleSchema.parse({ seed: 1, cases: 20 }), seededRandom(1));
    const most = balanceOf(cases.map((each) => ({ ...each, models: [], seenBy: [] }))).mostOfOneVideo;
    expect(most).toBeLessThanOrEqual(2);
  });
});

describe("thinPool", () => {
  it("keeps every video and phase, and little more than it may", () => {
    fc.assert(
      fc.property(poolOf(80), fc.integer({ min: 1, max: 60 }), (pool, most) => {
        const thin = thinPool(pool, most, seededRandom(1));
        const cells = (cases: readonly RuleCase[]) =>
          new Set(cases.map((each) => `${each.videoId} ${each.phase}`));
        expect(cells(thin)).toEqual(cells(pool));
        expect(thin.length).toBeLessThanOrEqual(Math.max(most, cells(pool).size));
      }),
    );
  });
});

describe("balanceOf", () => {
  it("counts phases, videos, difficulties, misses and who has seen them", () => {
    const at = (over: object) => ({
      videoId: "v1",
      phase: "A" as const,
      difficulty: null,
      models: [],
      seenBy: [],
      ...over,
    });
    const balance = balanceOf([
      at({ difficulty: 0.6, models: [{ runId: "r", outcome: "miss" }], seenBy: ["k"] }),
      at({ difficulty: 1, models: [{ runId: "r", outcome: "hit" }] }),
      at({ videoId: "v2", phase: "D", models: [{ runId: "r", outcome: "none" }], seenBy: ["k"] }),
    ]);
    expect(balance).toMatchObject({
      n: 3,
      phases: { A: 2, B: 0, C: 0, D: 1 },
      videos: 2,
      mostOfOneVideo: 2,
      difficulty: { bars: [0, 0, 0, 1, 1], mean: 0.8, unmeasured: 1 },
    });
    expect(balance.models.get("r")).toEqual({ missed: 1, read: 2 });
    expect(balance.seen.get("k")).toBe(2);
  });
});

describe("sharedVideos", () => {
  const video = (id: string) => ({ id, name: `V${id}`, dataset: "ResGo" });
  it("names each shared video once, with the set that holds it", () => {
    const shared = sharedVideos(
      [video("1"), video("2"), video("1"), video("3")],
      [
        { name: "Pre-test", videos: [video("1")] },
        { name: "Practice", videos: [video("3"), video("1")] },
      ],
    );
    expect(shared.map(({ video: name, set }) => [name, set])).toEqual([
      ["V1", "Pre-test"],
      ["V3", "Practice"],
    ]);
    expect(explainSharedVideos(shared)).toContain("Video V1 of ResGo stands in “Pre-test” already");
    expect(explainSharedVideos(shared)).toContain("1 more video");
    expect(explainSharedVideos([])).toBe("");
  });
});

describe("moveItem", () => {
  it("keeps all others in their order, and beyond the ends stops at them", () => {
    const list = fc.uniqueArray(fc.nat(), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(list, fc.nat(19), fc.integer({ min: -3, max: 25 }), (items, at, to) => {
        const from = at % items.length;
        const moved = moveItem(items, from, to);
        expect(moved[Math.max(0, Math.min(items.length - 1, to))]).toBe(items[from]);
        expect(moved.filter((item) => item !== items[from])).toEqual(
          items.filter((_, index) => index !== from),
        );
      }),
    );
  });
});
