import { PHASES, type Phase } from "../phases";
import {
  type Metrics,
  metricsOfSums,
  metricsSchema,
  newTally,
  sumsOf,
  type Tally,
  type TallyEntry,
  tallyAnswer,
} from "../scoring/metrics";
import { clusterBootstrap, type Interval } from "../statistics/cluster-bootstrap";
import { seededRandom } from "../statistics/random";

/** A reader's answer to a case, scored. */
export type ScoredCase = TallyEntry & {
  readonly video: string;
  /** The reference's, not the reader's. */
  readonly referencePhase: Phase;
};

/** The tallies of a set of answers, by video and phase: all that its figures and their intervals need. */
export type Evaluation = ReadonlyMap<string, Readonly<Record<Phase, Tally>>>;

/** Tallies a set of answers, each case once. */
export function evaluate(cases: Iterable<ScoredCase>): Evaluation {
  const videos = new Map<string, Readonly<Record<Phase, Tally>>>();
  for (const scored of cases) {
    let tallies = videos.get(scored.video);
    if (!tallies) {
      tallies = { A: newTally(), B: newTally(), C: newTally(), D: newTally() };
      videos.set(scored.video, tallies);
    }
    tallyAnswer(tallies[scored.referencePhase], scored);
  }
  const collator = new Intl.Collator("en", { numeric: true });
  // In an order of their own: a bootstrap must not depend on the order of a file.
  return new Map([...videos].sort(([a], [b]) => collator.compare(a, b) || (a < b ? -1 : 1)));
}

/** The sums of each video, over the cases of one phase or of all. */
function clustersOf(evaluation: Evaluation, phases: readonly Phase[]): Float64Array[] {
  return [...evaluation.values()].map((tallies) => added(phases.map((phase) => sumsOf(tallies[phase]))));
}

function added(several: readonly Float64Array[]): Float64Array {
  const total = sumsOf(newTally());
  for (const sums of several) for (const [index, value] of sums.entries()) total[index]! += value;
  return total;
}

/** The figures of all cases, or of those of some phases. */
export function metricsOver(evaluation: Evaluation, phases: readonly Phase[] = PHASES): Metrics {
  return metricsOfSums(added(clustersOf(evaluation, phases)));
}

/** The figures of each video, in the order of their names. */
export function metricsByVideo(evaluation: Evaluation): { video: string; metrics: Metrics }[] {
  const clusters = clustersOf(evaluation, PHASES);
  return [...evaluation.keys()].map((video, index) => ({ video, metrics: metricsOfSums(clusters[index]!) }));
}

/** The figures that can have an interval. */
export type EvaluatedFigure = Exclude<keyof Metrics, "n" | "nNoGo">;

/** In the order of the paper's Table 2, then contact, as `metricsSchema` has them. */
export const EVALUATED_FIGURES = Object.keys(metricsSchema.shape).filter(
  (key) => key !== "n" && key !== "nNoGo",
) as readonly string[] as readonly EvaluatedFigure[];

export type MetricIntervals = Readonly<Record<EvaluatedFigure, Interval | null>>;

export type IntervalOptions = {
  /** How many times the videos are drawn anew. */
  readonly resamples: number;
  readonly seed: number;
  /** 0 to 1; 0.95 unless told. */
  readonly confidence?: number;
};

/**
 * Confidence intervals of the figures, of whole videos drawn anew (`clusterBootstrap`). Videos without a case of
 * the phases asked for take no part. The same for the same answers and seed.
 */
export function intervalsOver(
  evaluation: Evaluation,
  { resamples, seed, confidence = 0.95 }: IntervalOptions,
  phases: readonly Phase[] = PHASES,
): MetricIntervals {
  const clusters = clustersOf(evaluation, phases).filter((sums) => metricsOfSums(sums).n > 0);
  const intervals = clusterBootstrap(
    clusters,
    (sums) => {
      const metrics = metricsOfSums(sums);
      return EVALUATED_FIGURES.map((figure) => metrics[figure]);
    },
    { resamples, confidence, random: seededRandom(seed) },
  );
  const of = (figure: EvaluatedFigure): Interval | null =>
    intervals[EVALUATED_FIGURES.indexOf(figure)] ?? null;
  return Object.fromEntries(EVALUATED_FIGURES.map((figure) => [figure, of(figure)])) as MetricIntervals;
}
