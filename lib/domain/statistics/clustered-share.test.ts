import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ClusterCount, clusteredShare } from "./clustered-share";
import { seededRandom } from "./random";

const singles = (yes: number, n: number): ClusterCount[] =>
  Array.from({ length: n }, (_, i) => ({ yes: i < yes ? 1 : 0, n: 1 }));

describe("a share over clusters", () => {
  it("is Wilson’s interval where each answer is a cluster of its own and there are many", () => {
    // Newcombe (Statistics in Medicine 17:857–872, 1998), table I, method 3: 81 of 263.
    const { share, interval } = clusteredShare(singles(81, 263));
    expect(share).toBeCloseTo(0.308, 3);
    expect(interval![0]).toBeCloseTo(0.2553, 2);
    expect(interval![1]).toBeCloseTo(0.3662, 2);
  });

  it("has no interval without two clusters, and no share without answers", () => {
    expect(clusteredShare([])).toEqual({ yes: 0, n: 0, share: null, interval: null });
    expect(clusteredShare([{ yes: 0, n: 0 }])).toEqual({ yes: 0, n: 0, share: null, interval: null });
    expect(
      clusteredShare([
        { yes: 3, n: 4 },
        { yes: 0, n: 0 },
      ]),
    ).toEqual({
      yes: 3,
      n: 4,
      share: 0.75,
      interval: null,
    });
  });

  it("keeps some width where all say the same", () => {
    const none = clusteredShare([
      { yes: 0, n: 20 },
      { yes: 0, n: 20 },
      { yes: 0, n: 20 },
    ]);
    expect(none.interval![0]).toBe(0);
    expect(none.interval![1]).toBeGreaterThan(0.05);
    const all = clusteredShare([
      { yes: 20, n: 20 },
      { yes: 20, n: 20 },
      { yes: 20, n: 20 },
    ]);
    expect(all.interval).toEqual([1 - none.interval![1], 1].map((end) => expect.closeTo(end, 12)));
  });

  it("is wider where clusters differ than where they are alike", () => {
    const alike = clusteredShare(Array.from({ length: 10 }, () => ({ yes: 5, n: 10 }))).interval!;
    const apart = clusteredShare(Array.from({ length: 10 }, (_, i) => ({ yes: i % 2 ? 10 : 0, n: 10 })))
      .interval!;
    expect(apart[1] - apart[0]).toBeGreaterThan(2 * (alike[1] - alike[0]));
  });

  it("holds the share, stays within 0 and 1, and mirrors itself", () => {
    const cluster = fc
      .tuple(fc.nat(20), fc.nat(20))
      .map(([a, b]) => ({ yes: Math.min(a, b), n: Math.max(a, b) }));
    fc.assert(
      fc.property(fc.array(cluster, { maxLength: 15 }), (clusters) => {
        const { share, interval } = clusteredShare(clusters);
        if (!interval) return;
        expect(interval[0]).toBeGreaterThanOrEqual(0);
        expect(interval[0]).toBeLessThanOrEqual(share! + 1e-12);
        expect(interval[1]).toBeGreaterThanOrEqual(share! - 1e-12);
        expect(interval[1]).toBeLessThanOrEqual(1);
        const mirrored = clusteredShare(clusters.map(({ yes, n }) => ({ yes: n - yes, n }))).interval!;
        expect(mirrored[0]).toBeCloseTo(1 - interval[1], 9);
      }),
    );
  });

  it("holds the truth in some 95 of 100 draws from clusters that differ", () => {
    const random = seededRandom(7);
    const draws = 2_000;
    let held = 0;
    for (let draw = 0; draw < draws; draw++) {
      // Eight videos with a share of their own around one half, 15 answers each.
      const clusters = Array.from({ length: 8 }, () => {
        const own = 0.25 + 0.5 * random();
        let yes = 0;
        for (let i = 0; i < 15; i++) yes += random() < own ? 1 : 0;
        return { yes, n: 15 };
      });
      const [low, high] = clusteredShare(clusters).interval!;
      if (low <= 0.5 && 0.5 <= high) held++;
    }
    expect(held / draws).toBeGreaterThan(0.935);
    expect(held / draws).toBeLessThan(0.985);
  });
});
