import { LAYOUT, SCALE } from "../kept-figures/layout";
import type { Phase } from "../phases";
import type { PhaseOutcome } from "../scoring/failure";
import type { ZoneSum } from "../scoring/metrics";
import { ratioEstimate } from "./estimate";
import type { Estimate, FollowedFigure, FollowedFigures, Suppression } from "./views";

export const FOLLOWED: readonly FollowedFigure[] = ["acc", "mIoU", "ha25", "hmIoU"];

/** What one cluster (a resident; a video, where one resident is measured) adds to the followed figures. */
export type FollowedCluster = {
  /** Answers whose phase was asked for. */
  readonly n: number;
  /** Those whose phase was right. */
  readonly correct: number;
  /** The sum of their IoU. */
  readonly iou: number;
  /** Those whose phase was right with an IoU of 0.25 or more. */
  readonly hits: number;
  /** The sum of the IoU of those whose phase was right. */
  readonly rightIou: number;
};

/** The sums over clusters, and all that an interval over them needs. Those of disjoint clusters add up. */
export type Followed = FollowedCluster & {
  /** Clusters with an answer. */
  readonly residents: number;
  /** Σn², then Σyn and Σy² for y = correct, iou, hits, rightIou. */
  readonly moments: readonly number[];
};

export const NOTHING: Followed = {
  residents: 0,
  n: 0,
  correct: 0,
  iou: 0,
  hits: 0,
  rightIou: 0,
  moments: [0, 0, 0, 0, 0, 0, 0, 0, 0],
};

const sumsIn = ({ correct, iou, hits, rightIou }: FollowedCluster): readonly number[] => [
  correct,
  iou,
  hits,
  rightIou,
];

export function followedOf(clusters: Iterable<FollowedCluster>): Followed {
  let total = NOTHING;
  for (const cluster of clusters) {
    const { n } = cluster;
    const moments = [n * n, ...sumsIn(cluster).flatMap((y) => [y * n, y * y])];
    total = addFollowed(total, { ...cluster, residents: n > 0 ? 1 : 0, moments });
  }
  return total;
}

export function addFollowed(a: Followed, b: Followed): Followed {
  return {
    residents: a.residents + b.residents,
    n: a.n + b.n,
    correct: a.correct + b.correct,
    iou: a.iou + b.iou,
    hits: a.hits + b.hits,
    rightIou: a.rightIou + b.rightIou,
    moments: a.moments.map((moment, index) => moment + b.moments[index]!),
  };
}

/** Which kept sums a cluster's are, of each phase: by phase outcome, those of phases that were given left out. */
export const CLUSTER_SUMS: Readonly<
  Record<keyof FollowedCluster, readonly (readonly [PhaseOutcome, ZoneSum])[]>
> = {
  n: [
    ["right", "n"],
    ["wrong", "n"],
  ],
  correct: [["right", "n"]],
  iou: [
    ["right", "iou"],
    ["wrong", "iou"],
  ],
  hits: [["right", "hits"]],
  rightIou: [["right", "iou"]],
};

/** What the kept figures say of a phase. */
export function clusterOfPhase(figures: readonly number[], phase: Phase): FollowedCluster {
  const added = (name: keyof FollowedCluster): number =>
    CLUSTER_SUMS[name].reduce(
      (sum, [outcome, of]) => sum + figures[LAYOUT.zones.at(phase, outcome, of)]!,
      0,
    ) / SCALE[CLUSTER_SUMS[name][0]![1]];
  return {
    n: added("n"),
    correct: added("correct"),
    iou: added("iou"),
    hits: added("hits"),
    rightIou: added("rightIou"),
  };
}

/** The followed figures as fractions 0 to 1; null without an answer. */
export function valuesOf(cluster: FollowedCluster): Record<FollowedFigure, number | null> {
  const [acc, mIoU, ha25, hmIoU] = sumsIn(cluster).map((y) => (cluster.n === 0 ? null : y / cluster.n));
  return { acc: acc!, mIoU: mIoU!, ha25: ha25!, hmIoU: hmIoU! };
}

/** The four figures with their intervals, or why they are not told. */
export function toFollowedFigures(followed: Followed, suppressed: Suppression | null): FollowedFigures {
  const [acc, mIoU, ha25, hmIoU] = FOLLOWED.map((_, index) =>
    suppressed ? { value: null, interval: null, n: followed.n } : estimate(followed, index),
  );
  const { residents } = followed;
  return { acc: acc!, mIoU: mIoU!, ha25: ha25!, hmIoU: hmIoU!, residents, suppressed };
}

/**
 * Shares of answers that are right or wrong: their interval counts whole answers. The other figures are means of
 * fractions.
 */
const COUNTS: readonly FollowedFigure[] = ["acc", "ha25"];

function estimate(followed: Followed, index: number): Estimate {
  const { n, residents, moments } = followed;
  return ratioEstimate(
    {
      ...{ n, y: sumsIn(followed)[index]!, clusters: residents },
      ...{ nn: moments[0]!, yn: moments[1 + 2 * index]!, yy: moments[2 + 2 * index]! },
    },
    COUNTS.includes(FOLLOWED[index]!),
  );
}
