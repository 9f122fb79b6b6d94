import type { Box } from "../geometry";
import { contactOf, type NoGoArea } from "../no-go/contact";
import type { Phase } from "../phases";
import type { ZoneOutcome } from "../scoring/failure";
import { completeScore, type Score } from "../scoring/score";
import { placeZone, type Zone } from "../scoring/zone";
import type { AnswerState, CaseSplit, NamedPhase } from "./views";

/** A case with its current reference. */
export type ReferenceCase = {
  readonly id: string;
  readonly video: string;
  readonly frame: number;
  readonly split: CaseSplit;
  readonly phase: Phase;
  readonly boxes: readonly Box[];
  /** Null where nothing is marked as not to be touched. */
  readonly noGo: NoGoArea | null;
  /** Natural pixels. */
  readonly width: number;
  readonly height: number;
};

/** What a run made of a case. */
export type RunPrediction = {
  readonly phase: NamedPhase;
  readonly box: Zone | null;
  readonly phaseProbabilities: Readonly<Record<Phase, number>> | null;
  readonly error: string | null;
};

/** A case as a run answered it, scored by the rules that score people. */
export type ScoredRunCase = {
  readonly case: ReferenceCase;
  readonly phase: NamedPhase;
  readonly phaseProbabilities: Readonly<Record<Phase, number>> | null;
  /** missing: no prediction. failed: one without a phase or without a box. Both are misses where a part lacks. */
  readonly state: AnswerState;
  readonly error: string | null;
  readonly drawn: boolean;
  readonly zoneOutcome: ZoneOutcome;
  readonly score: Score;
  /** As `TalliedZone` has it. */
  readonly contact: number | null;
};

/** Scores a run over all of the cases, those without a prediction as misses. */
export function scoreRun(
  cases: readonly ReferenceCase[],
  predictions: ReadonlyMap<string, RunPrediction>,
): readonly ScoredRunCase[] {
  return cases.map((reference) => {
    const prediction = predictions.get(reference.id);
    const { phase, box, phaseProbabilities, error } = prediction ?? MISSING;
    const reading = placeZone(box, reference.boxes, reference);
    return {
      case: reference,
      phase,
      phaseProbabilities,
      state: !prediction ? "missing" : phase === null || box === null ? "failed" : "read",
      error,
      drawn: box !== null,
      zoneOutcome: reading.outcome,
      score: completeScore(phase === reference.phase, reading),
      contact: box && reference.noGo && contactOf(box, reference.noGo),
    };
  });
}

const MISSING: RunPrediction = { phase: null, box: null, phaseProbabilities: null, error: null };
