import { PHASES, type Phase } from "../phases";
import type { AnsweredCase } from "../progress/figures";
import { type PhaseOutcome, ZONE_OUTCOMES } from "../scoring/failure";
import { newTally, sumsOf, tallyAnswer, tallyGiven } from "../scoring/metrics";
import { HIT_IOU } from "../scoring/score";

/** A counted first attempt, with what the reader thought of it. */
export type CountedAnswer = AnsweredCase & {
  /** 0 to 1; null where the reader did not say. */
  readonly phaseConfidence: number | null;
  readonly zoneConfidence: number | null;
};

export const PHASE_OUTCOMES: readonly PhaseOutcome[] = ["right", "wrong", "given"];

/** How many numbers `failuresOf` gives: every phase outcome crossed with every zone outcome. */
export const FAILURES = PHASE_OUTCOMES.length * ZONE_OUTCOMES.length;

/** Bins of the reliability curves: [0, 0.1), [0.1, 0.2) … [0.9, 1]. */
export const BINS = 10;

/** n, the summed confidence and the summed outcome (0 or 1) of a bin. */
const PER_BIN = 3;

/** The bins, then the summed squared error (the Brier score times n). */
const PER_CURVE = BINS * PER_BIN + 1;

const SUMS = 15;

/** Where the parts of a detail begin. */
const AT = {
  byPhase: 0,
  confusion: PHASES.length * SUMS,
  failures: PHASES.length * SUMS + PHASES.length ** 2,
  phaseCurve: PHASES.length * SUMS + PHASES.length ** 2 + FAILURES,
  zoneCurve: PHASES.length * SUMS + PHASES.length ** 2 + FAILURES + PER_CURVE,
};

/** How many numbers `detailOf` gives. */
export const DETAIL = AT.zoneCurve + PER_CURVE;

export function outcomeOfPhase(answer: AnsweredCase): PhaseOutcome {
  if (answer.given) return "given";
  return answer.chosenPhase === answer.referencePhase ? "right" : "wrong";
}

/**
 * What the answers' figures are made of (`sumsOf` of lib/domain/scoring/metrics.ts). Adding those of two sets of
 * answers, number by number, gives those of both, but for the last digits: add in one order where bytes matter.
 */
export function sumsOfAnswers(answers: Iterable<AnsweredCase>): number[] {
  const tally = newTally();
  for (const answer of answers) {
    if (answer.given) tallyGiven(tally, answer);
    else {
      const phaseCorrect = answer.chosenPhase === answer.referencePhase;
      tallyAnswer(tally, { phaseCorrect, iou: answer.iou, centerDistance: answer.centerDistance });
    }
  }
  return [...sumsOf(tally)];
}

/** Counts by failure mode: phase right, wrong, given; in each hit, shifted, too large, too small, missed. */
export function failuresOf(answers: Iterable<AnsweredCase>): number[] {
  const counts = new Array<number>(FAILURES).fill(0);
  for (const answer of answers) {
    const row = PHASE_OUTCOMES.indexOf(outcomeOfPhase(answer));
    counts[row * ZONE_OUTCOMES.length + ZONE_OUTCOMES.indexOf(answer.zoneOutcome)]! += 1;
  }
  return counts;
}

/** Everything else that a cohort's page shows, as additive numbers. */
export function detailOf(answers: readonly CountedAnswer[]): number[] {
  const detail = new Array<number>(DETAIL).fill(0);
  const put = (at: number, values: readonly number[]): void => {
    for (const [index, value] of values.entries()) detail[at + index] = value;
  };
  for (const [index, phase] of PHASES.entries()) {
    put(
      AT.byPhase + index * SUMS,
      sumsOfAnswers(answers.filter((answer) => answer.referencePhase === phase)),
    );
  }
  put(AT.failures, failuresOf(answers));
  for (const answer of answers) {
    const right = answer.chosenPhase === answer.referencePhase;
    if (!answer.given) {
      const cell = PHASES.indexOf(answer.referencePhase) * PHASES.length + PHASES.indexOf(answer.chosenPhase);
      detail[AT.confusion + cell]! += 1;
      if (answer.phaseConfidence !== null) addToCurve(detail, AT.phaseCurve, answer.phaseConfidence, right);
    }
    if (answer.zoneConfidence !== null) {
      addToCurve(detail, AT.zoneCurve, answer.zoneConfidence, answer.iou >= HIT_IOU);
    }
  }
  return detail;
}

function addToCurve(detail: number[], at: number, confidence: number, happened: boolean): void {
  const bin = at + PER_BIN * Math.min(BINS - 1, Math.floor(confidence * BINS));
  const outcome = happened ? 1 : 0;
  detail[bin]! += 1;
  detail[bin + 1]! += confidence;
  detail[bin + 2]! += outcome;
  detail[at + PER_CURVE - 1]! += (confidence - outcome) ** 2;
}

/** Adds numbers to others in place. */
export function addTo(total: number[], more: readonly number[]): void {
  for (const [index, value] of more.entries()) total[index] = (total[index] ?? 0) + value;
}

/** One bin of a reliability curve. */
export type ReliabilityBin = {
  /** 0 to 1: the bin's lower edge; it is 0.1 wide. */
  readonly from: number;
  readonly n: number;
  /** Means, 0 to 1. */
  readonly confidence: number;
  readonly right: number;
};

/** How confidence agreed with what happened. */
export type Reliability = {
  /** Answers with a confidence. */
  readonly n: number;
  /** Bins that hold an answer. */
  readonly bins: readonly ReliabilityBin[];
  /** The mean squared difference of confidence and outcome, 0 to 1 (Brier 1950); null without an answer. */
  readonly brier: number | null;
};

export type Detail = {
  /** `sumsOf` by the reference's phase. */
  readonly sumsByPhase: Readonly<Record<Phase, Float64Array>>;
  /** `confusion[reference][chosen]`. */
  readonly confusion: Readonly<Record<Phase, Readonly<Record<Phase, number>>>>;
  /** As `failuresOf` gives them. */
  readonly failures: readonly number[];
  readonly phaseReliability: Reliability;
  readonly zoneReliability: Reliability;
};

const byPhaseOf = <T>(make: (index: number) => T): Record<Phase, T> =>
  Object.fromEntries(PHASES.map((phase, index) => [phase, make(index)])) as Record<Phase, T>;

/** Reads the numbers of `detailOf`, or the sum of several. */
export function readDetail(detail: readonly number[]): Detail {
  return {
    sumsByPhase: byPhaseOf((index) =>
      Float64Array.from(detail.slice(AT.byPhase + index * SUMS, AT.byPhase + (index + 1) * SUMS)),
    ),
    confusion: byPhaseOf((row) =>
      byPhaseOf((column) => detail[AT.confusion + row * PHASES.length + column] ?? 0),
    ),
    failures: detail.slice(AT.failures, AT.failures + FAILURES),
    phaseReliability: readCurve(detail, AT.phaseCurve),
    zoneReliability: readCurve(detail, AT.zoneCurve),
  };
}

function readCurve(detail: readonly number[], at: number): Reliability {
  const bins: ReliabilityBin[] = [];
  let total = 0;
  for (let bin = 0; bin < BINS; bin++) {
    const [n = 0, confidence = 0, right = 0] = detail.slice(at + bin * PER_BIN, at + (bin + 1) * PER_BIN);
    total += n;
    if (n > 0) bins.push({ from: bin / BINS, n, confidence: confidence / n, right: right / n });
  }
  return { n: total, bins, brier: total === 0 ? null : detail[at + PER_CURVE - 1]! / total };
}
