import type { Phase } from "../phases";
import type { RunReliability, RunReliabilityBin } from "./views";

/** A named phase with how sure the model was of each, and whether it was right. */
type Named = {
  readonly phase: Phase | null;
  readonly phaseProbabilities: Readonly<Record<Phase, number>> | null;
  readonly score: { readonly phaseCorrect: boolean };
};

const BINS = 10;

/**
 * How far a model's probabilities can be believed: named phases by the probability that it gave them, in ten steps,
 * against the share that was right (Guo et al., On Calibration of Modern Neural Networks, ICML 2017).
 *
 * @returns null where no prediction has probabilities
 */
export function reliabilityOf(cases: readonly Named[]): RunReliability | null {
  const sums = Array.from({ length: BINS }, () => ({ n: 0, confidence: 0, right: 0 }));
  let n = 0;
  for (const { phase, phaseProbabilities, score } of cases) {
    if (phase === null || phaseProbabilities === null) continue;
    const confidence = phaseProbabilities[phase];
    const sum = sums[Math.min(BINS - 1, Math.floor(confidence * BINS))]!;
    n++;
    sum.n++;
    sum.confidence += confidence;
    sum.right += Number(score.phaseCorrect);
  }
  if (n === 0) return null;
  const bins = sums.flatMap((sum, index): RunReliabilityBin[] =>
    sum.n === 0
      ? []
      : [
          {
            from: index / BINS,
            to: (index + 1) / BINS,
            n: sum.n,
            confidence: sum.confidence / sum.n,
            accuracy: sum.right / sum.n,
          },
        ],
  );
  const gap = bins.reduce((total, bin) => total + bin.n * Math.abs(bin.confidence - bin.accuracy), 0);
  return { n, bins, error: gap / n };
}
