import { PHASES, type Phase } from "../phases";
import type { AnsweredCase } from "../progress/figures";
import { PHASE_OUTCOMES, type PhaseOutcome, ZONE_OUTCOMES } from "../scoring/failure";
import { CONFIDENT, HIT_IOU, MA_THRESHOLDS } from "../scoring/thresholds";

/**
 * What counted answers add up to, as a list of whole numbers: the kept figures. Fractions are rounded to parts before
 * they are added. So sums are exact in whatever order they are made (in floating point up to 2⁵³, some ninety million
 * answers), those of two sets of answers add up to those of both, and what is made anew equals what was kept.
 */

/** A counted first attempt, with what the reader thought of it. */
export type CountedAnswer = AnsweredCase & {
  /** 0 to 1; null where the reader did not say. */
  readonly phaseConfidence: number | null;
  readonly zoneConfidence: number | null;
};

/** IoU, confidence and squared errors are added up in hundred-millionths … */
export const PARTS = 1e8;
/** … and distances in millionths of a per cent of the diagonal. */
export const DISTANCE_PARTS = 1e6;

const inParts = (value: number): number => Math.floor(value * PARTS + 0.5);
const distanceInParts = (value: number): number => Math.floor(value * DISTANCE_PARTS + 0.5);

/** Every phase outcome crossed with every zone outcome. */
export const FAILURES = PHASE_OUTCOMES.length * ZONE_OUTCOMES.length;

/** Bins of the reliability curves: [0, 0.1), [0.1, 0.2) … [0.9, 1]. */
export const BINS = 10;

/** n, the summed confidence and the summed outcome (0 or 1) of a bin. */
const PER_BIN = 3;

/** The bins, then the summed squared error (the Brier score times n). */
export const PER_CURVE = BINS * PER_BIN + 1;

/** Of each phase and phase outcome, as `sumsOf` of lib/domain/scoring/metrics.ts: n, at25, over, iou, distance. */
export const PER_PART = 5;
export const PER_PHASE = PHASE_OUTCOMES.length * PER_PART;

const confusionAt = PHASES.length * PER_PHASE;
const failuresAt = confusionAt + PHASES.length ** 2;
const phaseCurveAt = failuresAt + FAILURES;
const zoneCurveAt = phaseCurveAt + PER_CURVE;
const confidentAt = zoneCurveAt + PER_CURVE;

/** Where the parts of the list begin, from 0. */
export const AT = {
  byPhase: 0,
  /** `[reference][chosen]` */
  confusion: confusionAt,
  /** `[phase outcome][zone outcome]` */
  failures: failuresAt,
  phaseCurve: phaseCurveAt,
  zoneCurve: zoneCurveAt,
  /** Zones the reader was confident of, then those of them that were wrong. */
  confident: confidentAt,
} as const;

/** How many numbers there are. */
export const FIGURES = AT.confident + 2;

export function outcomeOfPhase(answer: AnsweredCase): PhaseOutcome {
  if (answer.given) return "given";
  return answer.chosenPhase === answer.referencePhase ? "right" : "wrong";
}

/** Adds up answers. lib/services/kept-figures/vector-sql.ts does the same inside the database. */
export function figuresOf(answers: Iterable<CountedAnswer>): number[] {
  const figures = new Array<number>(FIGURES).fill(0);
  const add = (at: number, ...values: readonly number[]): void => {
    for (const [index, value] of values.entries()) figures[at + index]! += value;
  };
  for (const answer of answers) {
    const reference = PHASES.indexOf(answer.referencePhase);
    const outcome = PHASE_OUTCOMES.indexOf(outcomeOfPhase(answer));
    const hit = answer.iou >= HIT_IOU;
    add(
      AT.byPhase + reference * PER_PHASE + outcome * PER_PART,
      1,
      hit ? 1 : 0,
      MA_THRESHOLDS.filter((threshold) => answer.iou >= threshold).length,
      inParts(answer.iou),
      distanceInParts(answer.centerDistance),
    );
    add(AT.failures + outcome * ZONE_OUTCOMES.length + ZONE_OUTCOMES.indexOf(answer.zoneOutcome), 1);
    if (!answer.given) {
      add(AT.confusion + reference * PHASES.length + PHASES.indexOf(answer.chosenPhase), 1);
      addToCurve(add, AT.phaseCurve, answer.phaseConfidence, answer.chosenPhase === answer.referencePhase);
    }
    addToCurve(add, AT.zoneCurve, answer.zoneConfidence, hit);
    if ((answer.zoneConfidence ?? 0) >= CONFIDENT) {
      add(AT.confident, 1, answer.zoneOutcome === "hit" ? 0 : 1);
    }
  }
  return figures;
}

function addToCurve(
  add: (at: number, ...values: readonly number[]) => void,
  at: number,
  confidence: number | null,
  happened: boolean,
): void {
  if (confidence === null) return;
  const outcome = happened ? 1 : 0;
  const error = confidence - outcome;
  add(at + PER_BIN * Math.min(BINS - 1, Math.floor(confidence * BINS)), 1, inParts(confidence), outcome);
  add(at + PER_CURVE - 1, inParts(error * error));
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

export type Figures = {
  /** As `sumsOf` gives them: lib/domain/scoring/metrics.ts makes the metrics of them. */
  readonly sums: Float64Array;
  /** The same by the reference's phase. */
  readonly sumsByPhase: Readonly<Record<Phase, Float64Array>>;
  /** `confusion[reference][chosen]`. */
  readonly confusion: Readonly<Record<Phase, Readonly<Record<Phase, number>>>>;
  /** Counts by failure mode: phase right, wrong, given; in each hit, shifted, too large, too small, missed. */
  readonly failures: readonly number[];
  readonly phaseReliability: Reliability;
  readonly zoneReliability: Reliability;
  /** Zones that the reader was confident of, and those of them that were wrong. */
  readonly confident: number;
  readonly confidentlyWrong: number;
};

export const byPhaseOf = <T>(make: (index: number) => T): Record<Phase, T> =>
  Object.fromEntries(PHASES.map((phase, index) => [phase, make(index)])) as Record<Phase, T>;

/** Reads the numbers of `figuresOf`, or the sum of several. */
export function readFigures(figures: readonly number[]): Figures {
  const ofPhase = (index: number): Float64Array =>
    Float64Array.from(figures.slice(index * PER_PHASE, (index + 1) * PER_PHASE), (value, at) =>
      at % PER_PART === 3 ? value / PARTS : at % PER_PART === 4 ? value / DISTANCE_PARTS : value,
    );
  const sumsByPhase = byPhaseOf(ofPhase);
  const sums = new Float64Array(PER_PHASE);
  for (const phase of PHASES) for (const [at, value] of sumsByPhase[phase].entries()) sums[at]! += value;
  return {
    sums,
    sumsByPhase,
    confusion: byPhaseOf((row) =>
      byPhaseOf((column) => figures[AT.confusion + row * PHASES.length + column] ?? 0),
    ),
    failures: figures.slice(AT.failures, AT.failures + FAILURES),
    phaseReliability: readCurve(figures, AT.phaseCurve),
    zoneReliability: readCurve(figures, AT.zoneCurve),
    confident: figures[AT.confident] ?? 0,
    confidentlyWrong: figures[AT.confident + 1] ?? 0,
  };
}

function readCurve(figures: readonly number[], at: number): Reliability {
  const bins: ReliabilityBin[] = [];
  let total = 0;
  for (let bin = 0; bin < BINS; bin++) {
    const [n = 0, confidence = 0, right = 0] = figures.slice(at + bin * PER_BIN, at + (bin + 1) * PER_BIN);
    total += n;
    if (n > 0) bins.push({ from: bin / BINS, n, confidence: confidence / PARTS / n, right: right / n });
  }
  return { n: total, bins, brier: total === 0 ? null : figures[at + PER_CURVE - 1]! / PARTS / total };
}
