import type { Box } from "../geometry";
import type { Definition, Phase } from "../phases";
import type { Rationale } from "../rationale";
import type { RationaleRecall } from "../rationale-recall";
import type { ZoneOutcome } from "../scoring/failure";
import type { Score } from "../scoring/score";
import type { Mode } from "./mode";

/** A case as a reader may see it before the answer. No field can hold the reference: a leak does not compile. */
export type PracticeCase = {
  readonly id: string;
  /** Natural pixels. */
  readonly width: number;
  readonly height: number;
  /** `/api/cases/{id}/frame`; takes `?w=` in pixels. */
  readonly frameUrl: string;
  /** Whether this reader has an attempt at it whose zone is stored, or missed. */
  readonly answered: boolean;
};

/** What a reader learns when the phase is locked. */
export type LockedPhase = {
  /** The attempt's id. */
  readonly id: string;
  readonly definition: Definition;
  /** In guided mode alone. */
  readonly phaseCorrect?: boolean;
};

/** An attempt that waits for its zone. */
export type OpenAttempt = LockedPhase & {
  readonly mode: Mode;
  /** As the reader chose it; null where it was given. */
  readonly phase: Phase | null;
  readonly lockedAt: string;
};

/** A case on the stage. */
export type StageCase = PracticeCase & {
  /** Changes whenever the picture does; sent along as `v` so that it can be cached for good. */
  readonly frameVersion: string;
  /** Said beside the frame: "Rendered, not a patient", for one. */
  readonly notice: string | null;
  /** Whose page says what the notice means. */
  readonly datasetId: string;
  readonly open: OpenAttempt | null;
};

/** What a model made of a case, scored by the same code as people. */
export type ModelReading = {
  readonly model: string;
  /** Tells several runs of a model apart. */
  readonly run: string;
  readonly phase: Phase | null;
  readonly phaseProbabilities: Readonly<Record<Phase, number>> | null;
  readonly box: Box | null;
  readonly rationale: Rationale | null;
  /** What of the reference's rationale its own names too; null where it has none. */
  readonly recall: RationaleRecall | null;
  /** Why there is no answer, where there is none. */
  readonly error: string | null;
  readonly score: Score;
  readonly zoneOutcome: ZoneOutcome;
};

/** What is shown once the zone is stored and, in an exam, the results are released. */
export type Reveal = {
  readonly reference: { readonly phase: Phase; readonly boxes: readonly Box[] };
  readonly rationale: Rationale;
  readonly predictions: readonly ModelReading[];
  /** The reference was changed after a reader questioned it: when, and what was said of it. */
  readonly revision?: { readonly at: string; readonly because: string };
  /** The assignment doesn't show what the models made of it: there is none in `predictions`. */
  readonly modelsHidden?: true;
};

/** The answer to a zone. Both are null in an assignment whose results are not released. */
export type ScoredZone = {
  readonly score: Score | null;
  readonly reveal: Reveal | null;
};

/** A past attempt, as its reader sees it again. */
export type AttemptReview = {
  readonly id: string;
  readonly case: PracticeCase & {
    readonly frameVersion: string;
    readonly notice: string | null;
    readonly datasetId: string;
    /** The video's name and the frame's number: told after the answer alone. */
    readonly video: string;
    readonly frame: number;
    readonly dataset: string;
  };
  readonly mode: Mode;
  /** Of which it was a part; null in free practice. */
  readonly assignmentId: string | null;
  readonly ordinal: number;
  /** As the reader chose it; null where it was given. */
  readonly phase: Phase | null;
  readonly phaseConfidence: number | null;
  readonly box: Box;
  readonly zoneConfidence: number | null;
  readonly elapsedMs: number | null;
  readonly zoneAt: string;
  readonly score: Score;
  readonly reveal: Reveal;
  /** Whether the reference has changed since: the score stands against the one it was given by. */
  readonly referenceChanged: boolean;
};
