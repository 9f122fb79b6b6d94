import type { Interval } from "./cluster-bootstrap";
import { studentAbove } from "./distributions";

/** The yeses among the answers of one cluster. */
export type ClusterCount = { readonly yes: number; readonly n: number };

/** A share of answers, with its 95 % interval. */
export type ClusteredShare = {
  readonly yes: number;
  /** Answers. */
  readonly n: number;
  /** 0 to 1; null without answers. */
  readonly share: number | null;
  /** Null without answers, and with fewer than two clusters, which say nothing of how clusters differ. */
  readonly interval: Interval | null;
};

const TAIL = 0.025;

/**
 * A share with a 95 % interval that knows that answers of one cluster are alike. It is Wilson's score interval
 * (JASA 22:209–212, 1927), which holds near 0 and 1 and with few answers, taken at the effective number of answers
 * (n over Kish's design effect, from the variance between clusters; never more than n) and with Student's t for
 * the clusters there are, after Korn and Graubard (Survey Methodology 24:193–201, 1998) and Dean and Pagano
 * (Journal of Survey Statistics and Methodology 3:484–503, 2015).
 */
export function clusteredShare(clusters: readonly ClusterCount[]): ClusteredShare {
  const answered = clusters.filter(({ n }) => n > 0);
  let yes = 0;
  let n = 0;
  for (const cluster of answered) {
    yes += cluster.yes;
    n += cluster.n;
  }
  if (n === 0) return { yes, n, share: null, interval: null };
  const share = yes / n;
  const k = answered.length;
  if (k < 2) return { yes, n, share, interval: null };
  let squares = 0;
  for (const cluster of answered) squares += (cluster.yes - share * cluster.n) ** 2;
  const variance = (squares * k) / (k - 1) / n ** 2;
  const independent = (share * (1 - share)) / n;
  // Where all say the same there is no variance to compare: the answers stand for themselves.
  const designEffect = independent === 0 ? 1 : Math.max(1, variance / independent);
  return { yes, n, share, interval: scoreInterval(share, n / designEffect, studentAbove(TAIL, k - 1)) };
}

/** Wilson's interval of a share of n answers, z standard errors wide to either side. */
export function scoreInterval(share: number, n: number, z: number): Interval {
  const spread = z ** 2 / n;
  const middle = (share + spread / 2) / (1 + spread);
  const half = (Math.sqrt((share * (1 - share)) / n + spread / (4 * n)) * z) / (1 + spread);
  return [share === 0 ? 0 : Math.max(0, middle - half), share === 1 ? 1 : Math.min(1, middle + half)];
}
