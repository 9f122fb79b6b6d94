import { normalBelow, studentAbove } from "./distributions";
import type { RandomNumbers } from "./random";

/** The ends of a confidence interval. */
export type Interval = readonly [low: number, high: number];

type BootstrapOptions = {
  /** How many times clusters are drawn anew. */
  readonly resamples: number;
  /** Of the intervals, 0 to 1. */
  readonly confidence: number;
  readonly random: RandomNumbers;
};

/** An interval over resamples of which more than this share leave the figure undefined would speak of the rest alone. */
const MOST_UNDEFINED = 0.05;

/**
 * Confidence intervals of figures over clusters: whole clusters are drawn with replacement, as many as there are
 * (Field and Welsh, Bootstrapping clustered data, JRSS B 69:369–390, 2007), for frames of one video are no
 * independent samples.
 *
 * The ends are expanded percentiles (Hesterberg, What Teachers Should Know About the Bootstrap, The American
 * Statistician 69:371–386, 2015, section 5.3). Plain percentiles of few clusters are too narrow; these stand
 * where Student's t with a degree less than there are clusters would put them, and still never leave what
 * the figure can be.
 *
 * @param clusters each as the sums that the figures are made of
 * @param figures the figures of such sums; null where one is undefined
 * @returns an interval for each figure: null where it is undefined, where there are fewer than two clusters, or
 *   where more than a twentieth of the resamples leave it undefined
 */
export function clusterBootstrap(
  clusters: readonly Float64Array[],
  figures: (sums: Float64Array) => readonly (number | null)[],
  { resamples, confidence, random }: BootstrapOptions,
): (Interval | null)[] {
  const length = clusters[0]?.length ?? 0;
  const observed = figures(addUp(clusters, new Float64Array(length)));
  if (clusters.length < 2) return observed.map(() => null);
  const drawn: number[][] = observed.map(() => []);
  const sums = new Float64Array(length);
  for (let resample = 0; resample < resamples; resample++) {
    sums.fill(0);
    for (let draw = 0; draw < clusters.length; draw++) {
      const cluster = clusters[Math.floor(random() * clusters.length)]!;
      for (let i = 0; i < length; i++) sums[i]! += cluster[i]!;
    }
    for (const [index, value] of figures(sums).entries()) {
      if (value !== null) drawn[index]!.push(value);
    }
  }
  const tail = expandedTail((1 - confidence) / 2, clusters.length);
  return drawn.map((values, index) => {
    if (observed[index] === null || values.length < (1 - MOST_UNDEFINED) * resamples) return null;
    const sorted = Float64Array.from(values).sort();
    return [quantile(sorted, tail), quantile(sorted, 1 - tail)];
  });
}

function addUp(clusters: readonly Float64Array[], sums: Float64Array): Float64Array {
  for (const cluster of clusters) for (let i = 0; i < sums.length; i++) sums[i]! += cluster[i]!;
  return sums;
}

/** The share to cut off at either end so that an interval of n clusters holds as often as it says. */
export function expandedTail(tail: number, n: number): number {
  return normalBelow(-Math.sqrt(n / (n - 1)) * studentAbove(tail, n - 1));
}

/** Between order statistics, as R and NumPy have it by default (Hyndman and Fan 1996, definition 7). */
function quantile(sorted: Float64Array, share: number): number {
  const at = (sorted.length - 1) * share;
  const below = sorted[Math.floor(at)]!;
  const above = sorted[Math.ceil(at)]!;
  return below === above ? below : below + (at - Math.floor(at)) * (above - below);
}
