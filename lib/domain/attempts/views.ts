import { z } from "zod";
import { boxSchema } from "../box-schema";
import { contactReadingSchema } from "../no-go/contact-schema";
import { noGoRegionSchema } from "../no-go/region";
import { byPhase, definitionSchema, phaseSchema } from "../phase-schema";
import type { Phase } from "../phases";
import { whySchema } from "../practice/why";
import { rationaleSchema } from "../rationale";
import { rationaleRecallSchema } from "../rationale-recall";
import { shownReasonSchema } from "../reasons/views";
import { zoneOutcomeSchema, zoneReadingSchema } from "../scoring/failure";
import { type Score, scoreSchema } from "../scoring/score";
import type { Zone } from "../scoring/zone";
import { zoneSchema } from "../scoring/zone-schema";
import { aidSchema } from "../second-look/aid";
import { idSchema, momentSchema, open, type View } from "../view";
import type { Mode } from "./mode";
import { modeSchema } from "./mode-schema";

/** A case as a reader may see it before the answer. No field can hold the reference: a leak does not compile. */
export const practiceCaseSchema = z.object({
  id: idSchema,
  /** Natural pixels. */
  width: z.number(),
  height: z.number(),
  /** `/api/cases/{id}/frame`; takes `?w=` in pixels. */
  frameUrl: z.string(),
  /** Whether this reader has an attempt at it whose zone is stored, or missed. */
  answered: z.boolean(),
});
export type PracticeCase = View<typeof practiceCaseSchema>;

/** What a reader learns when the phase is locked. */
export const lockedPhaseSchema = z.object({
  /** The attempt's id. */
  id: idSchema,
  definition: definitionSchema,
  /** In guided mode alone. */
  phaseCorrect: z.boolean().exactOptional(),
});
export type LockedPhase = View<typeof lockedPhaseSchema>;

/** An attempt that waits for its zone or, in a second look, for its last answer. */
const openAttemptSchema = lockedPhaseSchema.extend({
  mode: open(modeSchema),
  /** As the reader chose it; null where it was given. */
  phase: open(phaseSchema).nullable(),
  lockedAt: momentSchema,
  /** The zone is stored, and the last answer is waited for: what is shown until then, and what was drawn. */
  secondLook: z.object({ aid: aidSchema, box: zoneSchema }).exactOptional(),
});
export type OpenAttempt = View<typeof openAttemptSchema>;

/** An attempt in free practice that is still open, as its reader is told of it. Moments are ISO 8601. */
export type UnfinishedAttempt = {
  readonly caseId: string;
  readonly mode: Mode;
  readonly lockedAt: string;
  /** Whether its zone is stored, and only the last answer of its second look is waited for. */
  readonly secondLook: boolean;
  /** From here on it counts as a miss; in a second look, its first answer stands. */
  readonly closesAt: string;
};

/** A case on the stage. */
export const stageCaseSchema = practiceCaseSchema.extend({
  /** Changes whenever the picture does; sent along as `v` so that it can be cached for good. */
  frameVersion: z.string(),
  /** Said beside the frame: "Rendered, not a patient", for one. */
  notice: z.string().nullable(),
  /** Whose page says what the notice means. */
  datasetId: idSchema,
  open: openAttemptSchema.nullable(),
});
export type StageCase = View<typeof stageCaseSchema>;

/** A case of a sitting on the stage. */
export const sittingStageCaseSchema = stageCaseSchema.extend({
  /** Its place in the sitting, from 1. */
  number: z.int().exactOptional(),
});
export type SittingStageCase = View<typeof sittingStageCaseSchema>;

/** What a model made of a case, scored by the same code as people. */
export const modelReadingSchema = z.object({
  model: z.string(),
  /** Tells several runs of a model apart. */
  run: z.string(),
  phase: open(phaseSchema).nullable(),
  phaseProbabilities: byPhase(z.number()).nullable(),
  box: zoneSchema.nullable(),
  rationale: rationaleSchema.nullable(),
  /** What of the reference's rationale its own names too; null where it has none. */
  recall: rationaleRecallSchema.nullable(),
  /** Why there is no answer, where there is none. */
  error: z.string().nullable(),
  score: scoreSchema,
  zoneOutcome: open(zoneOutcomeSchema),
  /** Null without a box, and where the reference has no No-Go region. */
  contact: contactReadingSchema.nullable(),
});
export type ModelReading = View<typeof modelReadingSchema>;

/** The clinicians' answer to a frame. */
export const shownReferenceSchema = z.object({
  phase: open(phaseSchema),
  boxes: z.array(boxSchema),
  noGo: z.array(noGoRegionSchema),
});

/** What is shown once the zone is stored and, in an exam, the results are released. */
const revealSchema = z.object({
  reference: shownReferenceSchema,
  rationale: rationaleSchema,
  predictions: z.array(modelReadingSchema),
  /** The reference was changed after a reader questioned it: when, and what was said of it. */
  revision: z
    .object({
      at: momentSchema,
      because: z.string(),
    })
    .exactOptional(),
  /** The assignment doesn't show what the models made of it: there is none in `predictions`. */
  modelsHidden: z.literal(true).exactOptional(),
});
export type Reveal = View<typeof revealSchema>;

/** What a second look showed, and what became of the answer. */
const secondLookSchema = z.object({
  aid: aidSchema,
  /** Null where none was sent within the day: then the first stands for it. */
  last: z
    .object({
      /** Null where it was given. */
      phase: open(phaseSchema).nullable(),
      box: zoneSchema,
      score: scoreSchema,
      zone: zoneReadingSchema,
    })
    .nullable(),
});
export type SecondLook = View<typeof secondLookSchema>;

/** A zone that came more than a day after its phase, and was taken still. */
const cameLateSchema = z.object({
  /** When it was given, by the device's clock; null where that is not known. */
  givenAt: momentSchema.nullable(),
  arrivedAt: momentSchema,
});
export type CameLate = View<typeof cameLateSchema>;

/** The same to the reader of an answer, with how their own zone lay: the first one, in a second look. */
const answerRevealSchema = revealSchema.extend({
  zone: zoneReadingSchema,
  secondLook: secondLookSchema.exactOptional(),
  /** What they wrote before it, to be marked; left out where they wrote nothing. */
  reasons: z.array(shownReasonSchema).exactOptional(),
  /** Why the case came; left out where it came in no sitting. */
  why: whySchema.exactOptional(),
  /** Its zone came when it was a miss already. */
  late: cameLateSchema.exactOptional(),
});
export type AnswerReveal = View<typeof answerRevealSchema>;

/**
 * The answer to a zone. Both are null in an assignment whose results are not released, and in a second look, which shows
 * its aid instead.
 */
export const scoredZoneSchema = z.object({
  score: scoreSchema.nullable(),
  reveal: answerRevealSchema.nullable(),
  aid: aidSchema.exactOptional(),
});
export type ScoredZone = View<typeof scoredZoneSchema>;

/** The answer to the last answer of a second look. All are null in an assignment whose results are not released. */
export const scoredLastSchema = z.object({
  first: scoreSchema.nullable(),
  last: scoreSchema.nullable(),
  reveal: answerRevealSchema.nullable(),
});
export type ScoredLast = View<typeof scoredLastSchema>;

/** What is stored of a reader's answer to a case, for a page that finds that another one was faster. */
export const storedAnswerSchema = scoredZoneSchema.extend({
  /** The attempt's. */
  id: idSchema,
  mode: open(modeSchema),
  /** As the reader chose it; null where it was given. */
  phase: open(phaseSchema).nullable(),
  box: zoneSchema,
});
export type StoredAnswer = View<typeof storedAnswerSchema>;

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
  readonly box: Zone;
  readonly zoneConfidence: number | null;
  readonly elapsedMs: number | null;
  readonly zoneAt: string;
  readonly score: Score;
  readonly reveal: AnswerReveal;
  /** Whether the reference has changed since: the score stands against the one it was given by. */
  readonly referenceChanged: boolean;
  /** Whether its reader may practise the case again: not once it is retired, or its dataset closed. */
  readonly practicable: boolean;
};
