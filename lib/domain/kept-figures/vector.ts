import { CONTACT_ABOVE } from "../no-go/contact";
import { PHASES, type Phase } from "../phases";
import type { AnsweredCase } from "../progress/figures";
import { PHASE_OUTCOMES, type PhaseOutcome } from "../scoring/failure";
import { CONTACT_SUMS, ZONE_SUMS } from "../scoring/metrics";
import { CONFIDENT, HIT_IOU, MA_THRESHOLDS } from "../scoring/thresholds";
import { BINS, type Curve, DISTANCE_PARTS, FIGURE_COUNT, LAYOUT, PARTS, SCALE } from "./layout";

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

const inParts = (value: number): number => Math.floor(value * PARTS + 0.5);
const distanceInParts = (value: number): number => Math.floor(value * DISTANCE_PARTS + 0.5);

function outcomeOfPhase(answer: AnsweredCase): PhaseOutcome {
  if (answer.given) return "given";
  return answer.chosenPhase === answer.referencePhase ? "right" : "wrong";
}

/** Adds up answers. lib/sql/figures.ts does the same inside the database. */
export function figuresOf(answers: Iterable<CountedAnswer>): number[] {
  const figures = new Array<number>(FIGURE_COUNT).fill(0);
  const { zones, confusion, failures, phaseCurve, zoneCurve, confident, contacts } = LAYOUT;
  const add = (at: number, value: number): void => {
    figures[at]! += value;
  };
  const addToCurve = (curve: Curve, confidence: number | null, happened: boolean): void => {
    if (confidence === null) return;
    const bin = Math.min(BINS - 1, Math.floor(confidence * BINS));
    const outcome = happened ? 1 : 0;
    const error = confidence - outcome;
    add(curve.inBins.at(bin, "n"), 1);
    add(curve.inBins.at(bin, "confidence"), inParts(confidence));
    add(curve.inBins.at(bin, "right"), outcome);
    add(curve.error, inParts(error * error));
  };
  for (const answer of answers) {
    const { referencePhase, chosenPhase, iou } = answer;
    const outcome = outcomeOfPhase(answer);
    const hit = iou >= HIT_IOU;
    add(zones.at(referencePhase, outcome, "n"), 1);
    add(zones.at(referencePhase, outcome, "hits"), hit ? 1 : 0);
    add(
      zones.at(referencePhase, outcome, "reached"),
      MA_THRESHOLDS.filter((threshold) => iou >= threshold).length,
    );
    add(zones.at(referencePhase, outcome, "iou"), inParts(iou));
    add(zones.at(referencePhase, outcome, "distance"), distanceInParts(answer.centerDistance));
    add(failures.at(outcome, answer.zoneOutcome), 1);
    if (outcome !== "given") {
      add(confusion.at(referencePhase, chosenPhase), 1);
      addToCurve(phaseCurve, answer.phaseConfidence, outcome === "right");
    }
    addToCurve(zoneCurve, answer.zoneConfidence, hit);
    if ((answer.zoneConfidence ?? 0) >= CONFIDENT) {
      add(confident.at("all"), 1);
      add(confident.at("wrong"), answer.zoneOutcome === "hit" ? 0 : 1);
    }
    if (answer.contact !== null) {
      add(contacts.at(referencePhase, "n"), 1);
      add(contacts.at(referencePhase, "over"), answer.contact > CONTACT_ABOVE ? 1 : 0);
      add(contacts.at(referencePhase, "contact"), inParts(answer.contact));
    }
  }
  return figures;
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

export const byPhaseOf = <T>(make: (phase: Phase) => T): Record<Phase, T> =>
  Object.fromEntries(PHASES.map((phase) => [phase, make(phase)])) as Record<Phase, T>;

/** Reads the numbers of `figuresOf`, or the sum of several. */
export function readFigures(figures: readonly number[]): Figures {
  const { zones, confusion, failures, phaseCurve, zoneCurve, confident, contacts } = LAYOUT;
  const read = (at: number): number => figures[at] ?? 0;
  const sumsByPhase = byPhaseOf((phase) =>
    Float64Array.from([
      ...PHASE_OUTCOMES.flatMap((outcome) =>
        ZONE_SUMS.map((sum) => read(zones.at(phase, outcome, sum)) / SCALE[sum]),
      ),
      ...CONTACT_SUMS.map((sum) => read(contacts.at(phase, sum)) / SCALE[sum]),
    ]),
  );
  const [first, ...others] = PHASES.map((phase) => sumsByPhase[phase]);
  return {
    sums: first!.map((value, at) => others.reduce((sum, more) => sum + more[at]!, value)),
    sumsByPhase,
    confusion: byPhaseOf((reference) => byPhaseOf((chosen) => read(confusion.at(reference, chosen)))),
    failures: figures.slice(failures.from, failures.end),
    phaseReliability: readCurve(read, phaseCurve),
    zoneReliability: readCurve(read, zoneCurve),
    confident: read(confident.at("all")),
    confidentlyWrong: read(confident.at("wrong")),
  };
}

function readCurve(read: (at: number) => number, { inBins, error }: Curve): Reliability {
  const bins: ReliabilityBin[] = [];
  let total = 0;
  for (let bin = 0; bin < BINS; bin++) {
    const n = read(inBins.at(bin, "n"));
    total += n;
    if (n === 0) continue;
    const confidence = read(inBins.at(bin, "confidence")) / PARTS / n;
    bins.push({ from: bin / BINS, n, confidence, right: read(inBins.at(bin, "right")) / n });
  }
  return { n: total, bins, brier: total === 0 ? null : read(error) / PARTS / total };
}
