import { describe, expect, it } from "vitest";
import { clusterBootstrap, expandedTail } from "./cluster-bootstrap";
import { seededRandom } from "./random";

/** The mean over clusters of `[sum, count]`. */
const mean = (sums: Float64Array): (number | null)[] => [sums[1] === 0 ? null : sums[0]! / sums[1]!];
const clusters = (...pairs: [number, number][]): Float64Array[] =>
  pairs.map((pair) => Float64Array.from(pair));
const bootstrap = (of: Float64Array[], resamples = 2_000, seed = 1) =>
  clusterBootstrap(of, mean, { resamples, confidence: 0.95, random: seededRandom(seed) })[0]!;

describe("clusterBootstrap", () => {
  const five = clusters([1, 10], [4, 10], [5, 20], [2, 10], [9, 10]);

  it("is the same for the same seed, and about the same for another", () => {
    const uneven = clusters(
      ...Array.from({ length: 12 }, (_, i): [number, number] => [Math.sqrt(i), 3 + (i % 5)]),
    );
    expect(bootstrap(uneven)).toEqual(bootstrap(uneven));
    const [a, b] = [bootstrap(uneven, 10_000, 1)!, bootstrap(uneven, 10_000, 2)!];
    expect(a).not.toEqual(b);
    expect(Math.abs(a[0] - b[0]) + Math.abs(a[1] - b[1])).toBeLessThan(0.1);
  });

  it("holds what was observed, and never leaves what can be observed", () => {
    const [low, high] = bootstrap(five)!;
    expect(low).toBeLessThan(21 / 60);
    expect(high).toBeGreaterThan(21 / 60);
    expect(low).toBeGreaterThanOrEqual(0.1);
    expect(high).toBeLessThanOrEqual(0.9);
  });

  it("draws whole clusters: many alike cases of two videos tell no more than two", () => {
    expect(bootstrap(clusters([0, 1000], [1000, 1000]))).toEqual([0, 1]);
  });

  it("is a point where all clusters agree", () => {
    expect(bootstrap(clusters([1, 2], [2, 4], [3, 6]))).toEqual([0.5, 0.5]);
  });

  it("has no interval of one cluster, of none, or of a figure that is undefined", () => {
    expect(bootstrap(clusters([1, 2]))).toBeNull();
    expect(clusterBootstrap([], () => [null], { resamples: 10, confidence: 0.95, random: () => 0 })).toEqual([
      null,
    ]);
    expect(bootstrap(clusters([0, 0], [0, 0]))).toBeNull();
  });

  it("has none where many resamples leave the figure undefined", () => {
    // One of two clusters alone defines it: a quarter of the resamples draws the other twice.
    expect(bootstrap(clusters([1, 2], [0, 0]))).toBeNull();
  });

  it("holds the truth far more often than plain percentiles do, where clusters are few", () => {
    const [trials, size] = [300, 5];
    const random = seededRandom(11);
    const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    let [expanded, plain] = [0, 0];
    for (let trial = 0; trial < trials; trial++) {
      const drawn = clusters(...Array.from({ length: size }, (): [number, number] => [normal(), 1]));
      const options = { resamples: 1_000, random: seededRandom(trial) };
      const holds = (confidence: number): number => {
        const [low, high] = clusterBootstrap(drawn, mean, { ...options, confidence })[0]!;
        return low <= 0 && 0 <= high ? 1 : 0;
      };
      expanded += holds(0.95);
      // The confidence whose expanded tails are those of plain percentiles.
      plain += holds(0.8455);
    }
    expect(expandedTail((1 - 0.8455) / 2, size)).toBeCloseTo(0.025, 3);
    expect(plain / trials).toBeLessThan(0.88);
    expect(expanded / trials).toBeGreaterThan(0.89);
  });
});

describe("expandedTail", () => {
  it("cuts off less where clusters are few, and 2.5 % where they are many", () => {
    expect(expandedTail(0.025, 2)).toBeLessThan(1e-12);
    expect(expandedTail(0.025, 5)).toBeLessThan(expandedTail(0.025, 10));
    expect(expandedTail(0.025, 10_000)).toBeCloseTo(0.025, 4);
  });
});
