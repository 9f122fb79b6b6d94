import { z } from "zod";
import { standingSchema } from "../assignments/schedule";
import type { Mode } from "../attempts/mode";
import { modeSchema } from "../attempts/mode-schema";
import type { CameLate, ModelReading, Reveal } from "../attempts/views";
import { alphaSchema } from "../items/cronbach-alpha";
import { itemFlagSchema } from "../items/item-flags";
import { itemStatisticsSchema } from "../items/item-statistics";
import { missReasonSchema } from "../items/main-reason";
import { lateAnswerRowSchema } from "../late-answers/views";
import { type ContactReading, contactSummarySchema } from "../no-go/contact-schema";
import { phaseSchema } from "../phase-schema";
import type { Phase } from "../phases";
import type { Rationale } from "../rationale";
import { reasonResultsSchema, type ShownReason } from "../reasons/views";
import {
  type PhaseOutcome,
  phaseOutcomeSchema,
  type ZoneOutcome,
  zoneOutcomeSchema,
} from "../scoring/failure";
import type { Score } from "../scoring/score";
import type { Zone } from "../scoring/zone";
import { idSchema, momentSchema, open, type View } from "../view";

/** What faculty see of an assignment's answers. Moments are ISO 8601; none of it is for the readers themselves. */

/**
 * - none: not begun.
 * - open: the phase is locked, the zone may still come.
 * - no-zone: the zone never came: a miss.
 * - scored: the zone is stored.
 */
const cellStateSchema = z.enum(["none", "open", "no-zone", "scored"]);

/** A reader's first answer to a case in the assignment. */
const resultCellSchema = z.object({
  state: open(cellStateSchema),
  /** To be looked at; null where no zone is stored. */
  attemptId: idSchema.nullable(),
  phase: open(phaseOutcomeSchema).nullable(),
  zone: open(zoneOutcomeSchema).nullable(),
  iou: z.number().nullable(),
  /** The share of the zone on No-Go regions, 0 to 1; null without a zone, or a region to touch. */
  contact: z.number().nullable(),
  /** A hit under the right phase; null while nothing is decided. */
  hit: z.boolean().nullable(),
  late: z.boolean(),
  /** The reader had answered the case before the assignment: in no figure. */
  repeat: z.boolean(),
  /** Attempts in the assignment. */
  attempts: z.number(),
  comments: z.number(),
});
export type ResultCell = View<typeof resultCellSchema>;

const resultRowSchema = z.object({
  userId: idSchema,
  name: z.string(),
  /** Through which the reader has it; null where it was given to the reader alone. */
  cohort: z.string().nullable(),
  standing: open(standingSchema),
  extended: z.boolean(),
  /** Cases with an answer that is over. */
  answered: z.number(),
  /** Answers that figures count: of the reader’s first attempts. */
  n: z.number(),
  hits: z.number(),
  phasesRight: z.number(),
  /** Of the counted answers, 0 where the zone never came; null without one. */
  meanIou: z.number().nullable(),
  /** Of the counted answers. */
  contact: contactSummarySchema,
  late: z.number(),
  medianMs: z.number().nullable(),
  lastAnswerAt: momentSchema.nullable(),
  /** In the order of the items. */
  cells: z.array(resultCellSchema),
});
export type ResultRow = View<typeof resultRowSchema>;

const resultItemSchema = z.object({
  caseId: idSchema,
  /** 1, 2, …: the set’s order. */
  position: z.number(),
  video: z.string(),
  frame: z.number(),
  /** The reference’s. */
  phase: open(phaseSchema),
  frameUrl: z.string(),
  frameVersion: z.string(),
  statistics: itemStatisticsSchema,
  flags: z.array(open(itemFlagSchema)),
  /** Null where too few have answered, or nobody missed it. */
  reason: missReasonSchema.nullable(),
});
export type ResultItem = View<typeof resultItemSchema>;

const resultHeadSchema = z.object({
  id: idSchema,
  name: z.string(),
  caseSet: z.string(),
  mode: open(modeSchema),
  opensAt: momentSchema,
  dueAt: momentSchema.nullable(),
  closesAt: momentSchema.nullable(),
  resultsReleasedAt: momentSchema.nullable(),
  /** Whether the readers see their results by now. */
  released: z.boolean(),
});
export type ResultHead = View<typeof resultHeadSchema>;

export const resultsSchema = resultHeadSchema.extend({
  rows: z.array(resultRowSchema),
  items: z.array(resultItemSchema),
  /** Over the readers who answered every case; excused readers and repetitions left out. */
  alpha: alphaSchema,
  /** Counted answers, and hits among them. */
  n: z.number(),
  hits: z.number(),
  contact: contactSummarySchema,
  /** Answers that came after the end. */
  late: z.array(lateAnswerRowSchema).default([]),
  /** Null where no reader wrote any. */
  reasons: reasonResultsSchema.nullable().default(null),
});
export type Results = View<typeof resultsSchema>;

/** An answer as it stands beside others on a case’s page. */
export type CaseAnswer = {
  readonly attemptId: string;
  readonly reader: string;
  readonly phase: Phase | null;
  readonly phaseRight: PhaseOutcome;
  readonly box: Zone | null;
  readonly zone: ZoneOutcome;
  readonly iou: number;
  /** The share of the zone on No-Go regions, 0 to 1; null without a zone, or a region to touch. */
  readonly contact: number | null;
  readonly hit: boolean;
  readonly phaseConfidence: number | null;
  readonly zoneConfidence: number | null;
  readonly elapsedMs: number | null;
  readonly late: boolean;
  /** In no figure. */
  readonly repeat: boolean;
};

/** A frame as staff see it. */
type ResultFrame = {
  readonly caseId: string;
  readonly video: string;
  readonly frame: number;
  /** Natural pixels. */
  readonly width: number;
  readonly height: number;
  readonly frameUrl: string;
  readonly frameVersion: string;
  readonly notice: string | null;
  readonly datasetId: string;
};

/** A case of an assignment, with everybody’s answers to it. */
export type ResultCase = {
  readonly head: ResultHead;
  readonly frame: ResultFrame;
  readonly item: ResultItem;
  /** Of how many cases. */
  readonly of: number;
  readonly previous: string | null;
  readonly next: string | null;
  readonly reference: Reveal["reference"];
  readonly rationale: Rationale;
  readonly predictions: readonly ModelReading[];
  readonly answers: readonly CaseAnswer[];
  /** Readers of the assignment, without those excused. */
  readonly readers: number;
};

export const commentSchema = z.object({
  id: idSchema,
  author: z.string(),
  /** Whether the author is whose answer it is. */
  byReader: z.boolean(),
  /** Whether the one who looks at it wrote it. */
  own: z.boolean(),
  text: z.string(),
  at: momentSchema,
});
export type Comment = View<typeof commentSchema>;

/** A reader’s answer, as faculty see it. */
export type ResultAttempt = {
  readonly id: string;
  readonly head: ResultHead;
  readonly reader: string;
  readonly frame: ResultFrame;
  readonly mode: Mode;
  readonly ordinal: number;
  /** As the reader chose it; null where it was given. */
  readonly phase: Phase | null;
  readonly phaseConfidence: number | null;
  readonly box: Zone;
  readonly zoneConfidence: number | null;
  readonly elapsedMs: number | null;
  readonly zoneAt: string;
  readonly late: boolean;
  /** Its zone came more than a day after its phase; null where it didn't. */
  readonly cameLate: CameLate | null;
  readonly score: Score;
  readonly zone: ZoneOutcome;
  readonly contact: ContactReading | null;
  readonly reference: Reveal["reference"];
  readonly rationale: Rationale;
  readonly predictions: readonly ModelReading[];
  /** What the reader wrote before the reveal; empty where nothing. */
  readonly reasons: readonly ShownReason[];
  readonly referenceChanged: boolean;
  /** The same reader’s answers before and after it, in the set’s order. */
  readonly previous: string | null;
  readonly next: string | null;
  readonly comments: readonly Comment[];
};
