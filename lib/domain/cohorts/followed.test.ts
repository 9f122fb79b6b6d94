import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clusterBootstrap } from "../statistics/cluster-bootstrap";
import { type RandomNumbers, seededRandom } from "../statistics/random";
import {
  addFollowed,
  FOLLOWED,
  type FollowedCluster,
  followedOf,
  toFollowedFigures,
  valuesOf,
} from "./followed";

/** A resident of some skill: answers whose phase and zone go well as often as the skill says. */
function resident(random: RandomNumbers, skill: number, n: number): FollowedCluster {
  const sums = { n, correct: 0, iou: 0, hits: 0, rightIou: 0 };
  for (let i = 0; i < n; i++) {
    const right = random() < skill;
    const iou = random() < skill ? 0.25 + 0.75 * random() : 0;
    sums.correct += right ? 1 : 0;
    sums.iou += iou;
    sums.hits += right && iou >= 0.25 ? 1 : 0;
    sums.rightIou += right ? iou : 0;
  }
  return sums;
}

const clusters: fc.Arbitrary<FollowedCluster[]> = fc.array(
  fc
    .record({ seed: fc.nat(1_000_000), skill: fc.double({ min: 0, max: 1, noNaN: true }), n: fc.nat(12) })
    .map(({ seed, skill, n }) => resident(seededRandom(seed), skill, n)),
  { maxLength: 20 },
);

const intervalOf = (some: readonly FollowedCluster[], figure: (typeof FOLLOWED)[number]) =>
  toFollowedFigures(followedOf(some), null)[figure].interval;

describe("a followed figure", () => {
  it("lies in its interval, and that within 0 and 1", () => {
    fc.assert(
      fc.property(clusters, (some) => {
        const figures = toFollowedFigures(followedOf(some), null);
        for (const name of FOLLOWED) {
          const { value, interval, n } = figures[name];
          expect(n).toBe(some.reduce((sum, each) => sum + each.n, 0));
          if (n === 0) expect(value).toBeNull();
          if (figures.residents < 2) expect(interval).toBeNull();
          if (!interval) continue;
          expect(interval[0]).toBeGreaterThanOrEqual(0);
          expect(interval[0]).toBeLessThanOrEqual(value! + 1e-9);
          expect(interval[1]).toBeGreaterThanOrEqual(value! - 1e-9);
          expect(interval[1]).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it("is the same whether residents are added one by one or group by group", () => {
    fc.assert(
      fc.property(clusters, fc.nat(20), (some, cut) => {
        const parts = addFollowed(followedOf(some.slice(0, cut)), followedOf(some.slice(cut)));
        const whole = followedOf(some);
        expect(parts.residents).toBe(whole.residents);
        for (const [index, moment] of whole.moments.entries())
          expect(parts.moments[index]).toBeCloseTo(moment, 6);
      }),
    );
  });

  it("has a width where all residents do the same", () => {
    const alike = Array.from({ length: 5 }, () => ({ n: 8, correct: 8, iou: 4, hits: 8, rightIou: 4 }));
    expect(intervalOf(alike, "acc")![0]).toBeLessThan(0.95);
    expect(intervalOf(alike, "acc")![1]).toBe(1);
  });

  it("says nothing where it is suppressed but how much is behind it", () => {
    const figures = toFollowedFigures(followedOf([resident(seededRandom(1), 0.5, 9)]), "few-residents");
    expect(figures).toMatchObject({
      residents: 1,
      suppressed: "few-residents",
      acc: { value: null, interval: null, n: 9 },
    });
  });
});

describe("its interval", () => {
  it("holds the truth in some 95 of 100 cohorts of residents who differ", () => {
    const random = seededRandom(20);
    const draws = 1_200;
    const held = { acc: 0, mIoU: 0, ha25: 0, hmIoU: 0 };
    // Skills are spread evenly from 0.4 to 0.8, whatever the number of answers: the mean of s, of s · 0.625 … are known.
    const [mean, square] = [0.6, 0.36 + 0.16 / 12];
    const truth = { acc: mean, mIoU: mean * 0.625, ha25: square, hmIoU: square * 0.625 };
    for (let draw = 0; draw < draws; draw++) {
      const cohort = Array.from({ length: 12 }, () =>
        resident(random, 0.4 + 0.4 * random(), 5 + Math.floor(30 * random())),
      );
      for (const name of FOLLOWED) {
        const [low, high] = intervalOf(cohort, name)!;
        if (low <= truth[name] && truth[name] <= high) held[name]++;
      }
    }
    for (const name of FOLLOWED) {
      expect(held[name] / draws).toBeGreaterThan(0.92);
      expect(held[name] / draws).toBeLessThan(0.975);
    }
  });

  it("agrees with a bootstrap of whole residents", () => {
    const random = seededRandom(4);
    for (let turn = 0; turn < 5; turn++) {
      const cohort = Array.from({ length: 40 }, () =>
        resident(random, 0.3 + 0.5 * random(), 10 + Math.floor(30 * random())),
      );
      const drawn = clusterBootstrap(
        cohort.map((each) => Float64Array.from([each.n, each.correct, each.iou, each.hits, each.rightIou])),
        ([n = 0, correct = 0, iou = 0, hits = 0, rightIou = 0]) =>
          FOLLOWED.map((name) => valuesOf({ n, correct, iou, hits, rightIou })[name]),
        { resamples: 2_000, confidence: 0.95, random },
      );
      for (const [index, name] of FOLLOWED.entries()) {
        const [own, other] = [intervalOf(cohort, name)!, drawn[index]!];
        expect((own[1] - own[0]) / (other[1] - other[0])).toBeGreaterThan(0.88);
        expect((own[1] - own[0]) / (other[1] - other[0])).toBeLessThan(1.15);
        expect(Math.abs(own[0] - other[0])).toBeLessThan(0.02);
        expect(Math.abs(own[1] - other[1])).toBeLessThan(0.02);
      }
    }
  });
});
