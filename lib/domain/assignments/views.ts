import { z } from "zod";
import type { Mode } from "../attempts/mode";
import { modeSchema } from "../attempts/mode-schema";
import { stageCaseSchema } from "../attempts/views";
import type { OwnLateAnswer } from "../late-answers/views";
import { sittingSchema } from "../practice/sitting";
import { REASON_TERMS, type ReasonTerm } from "../reasons/reason";
import type { PhaseOutcome, ZoneOutcome } from "../scoring/failure";
import type { AidKind } from "../second-look/aid";
import { idSchema, momentSchema, open, type View } from "../view";
import type { Standing } from "./schedule";

/** Moments are ISO 8601 throughout. */

/** An assignment in the faculty's list. */
export type AssignmentSummary = {
  readonly id: string;
  readonly name: string;
  readonly caseSet: string;
  readonly mode: Mode;
  readonly opensAt: string;
  readonly dueAt: string | null;
  readonly closesAt: string | null;
  readonly resultsReleasedAt: string | null;
  readonly cases: number;
  /** Without those excused. */
  readonly readers: number;
  readonly begun: number;
  readonly done: number;
};

export type AssignmentList = {
  readonly assignments: readonly AssignmentSummary[];
  /** From 1. */
  readonly page: number;
  readonly pages: number;
  /** Of all pages. */
  readonly n: number;
};

/** A reader in the faculty's view of an assignment. */
export type ReaderRow = {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  /** Through which the reader has it; null where it was given to the reader alone. */
  readonly cohort: string | null;
  readonly standing: Standing;
  readonly answered: number;
  /** Answers that came after they were due. */
  readonly late: number;
  readonly begunAt: string | null;
  readonly lastAnswerAt: string | null;
  readonly extendedUntil: string | null;
  readonly excusedAt: string | null;
  readonly excuse: string | null;
  /** Whether the account is closed: the reader answers nothing more, and is told nothing. */
  readonly hasLeft: boolean;
  /** Whether the reader can answer and has nothing begun. */
  readonly notBegun: boolean;
  /** The last reminder, by somebody or by itself. */
  readonly remindedAt: string | null;
};

/** Residents who joined a cohort after it was given the assignment. */
type Joiners = { readonly cohortId: string; readonly cohort: string; readonly residents: number };

/** How many cases readers knew beforehand: their reveal was shown before the assignment opened. */
export const seenBeforeSchema = z.object({
  readers: z.number(),
  cases: z.number(),
});
export type SeenBefore = View<typeof seenBeforeSchema>;

/** An assignment as the faculty see it. */
export type AssignmentDetail = AssignmentSummary & {
  readonly instructions: string;
  readonly timeLimitMinutes: number | null;
  readonly attemptsAllowed: number;
  readonly shuffled: boolean;
  readonly modelShown: boolean;
  readonly reasons: ReasonTerm;
  /** The aid of its second look; null: it has none. */
  readonly secondLook: AidKind | null;
  readonly author: string | null;
  readonly rows: readonly ReaderRow[];
  readonly joiners: readonly Joiners[];
  readonly seenBefore: SeenBefore;
};

/** What an assignment can be made of. */
export const assignmentChoicesSchema = z.object({
  sets: z.array(z.object({ id: idSchema, name: z.string(), cases: z.number() })),
  cohorts: z.array(z.object({ id: idSchema, name: z.string(), residents: z.number() })),
  residents: z.array(z.object({ id: idSchema, name: z.string(), cohorts: z.array(z.string()) })),
});
export type AssignmentChoices = View<typeof assignmentChoicesSchema>;

/** An assignment in its reader's list. Due and closing are the reader's own. */
export type DueAssignment = {
  readonly id: string;
  readonly name: string;
  readonly mode: Mode;
  readonly opensAt: string;
  readonly dueAt: string | null;
  readonly closesAt: string | null;
  readonly timeLimitMinutes: number | null;
  readonly standing: Standing;
  readonly extended: boolean;
  readonly answered: number;
  readonly cases: number;
  /** Whether the results are out. */
  readonly released: boolean;
};

/** A case of an assignment to its reader, in the reader's order. What tells an answer is null until the release. */
export type AssignedCase = {
  /** 1, 2, …: the reader's order. */
  readonly number: number;
  readonly caseId: string;
  /** withheld: answered, and its result is not out. */
  readonly state: "scored" | "missed" | "open" | "withheld";
  readonly frameUrl: string;
  readonly frameVersion: string;
  /** The latest scored attempt, to be looked at; null until then. */
  readonly attemptId: string | null;
  readonly phase: PhaseOutcome | null;
  readonly zone: ZoneOutcome | null;
  readonly iou: number | null;
  /** The share of the zone on No-Go regions, 0 to 1. */
  readonly contact: number | null;
  readonly late: boolean;
  /** Attempts that are left at it. */
  readonly left: number;
};

/** An assignment to its reader: what is asked, how far it is, and in the end how it went. */
export type ReaderAssignment = DueAssignment & {
  readonly instructions: string;
  readonly attemptsAllowed: number;
  readonly reasons: ReasonTerm;
  /** The aid of its second look; null: it has none. */
  readonly secondLook: AidKind | null;
  readonly begunAt: string | null;
  /** When the reader can answer nothing more; null while that is not certain. */
  readonly endsAt: string | null;
  /** When results are to be released; null where nobody has said. */
  readonly releasesAt: string | null;
  readonly excuse: string | null;
  /** Those begun or answered. */
  readonly list: readonly AssignedCase[];
  /** Answers that came after the end. */
  readonly late: readonly OwnLateAnswer[];
};

/** What the player is given of an assignment. */
export const assignmentRunSchema = z.object({
  id: idSchema,
  name: z.string(),
  mode: open(modeSchema),
  reasons: open(z.enum(REASON_TERMS)),
  cases: z.number(),
  /** For this reader; null where it is never due. */
  dueAt: momentSchema.nullable(),
  /** Null while no end is set. */
  endsAt: momentSchema.nullable(),
  /** The server's clock, so that a wrong one in the browser shows no wrong time. */
  now: momentSchema,
});
export type AssignmentRun = View<typeof assignmentRunSchema>;

/** A case of an assignment on the stage. */
export const assignedStageCaseSchema = stageCaseSchema.extend({
  /** Its place in the reader's order, from 1. */
  number: z.number(),
});
export type AssignedStageCase = View<typeof assignedStageCaseSchema>;

/** What fills the stage: everything that is a person's, or a case's. */
export const stageOpenedSchema = z.object({
  /** Whose answers these will be. */
  readerId: idSchema,
  /** Null in free practice. */
  run: assignmentRunSchema.nullable(),
  /** Of free practice, the sitting that the cases belong to; null where the case is in none. */
  sitting: sittingSchema.nullable(),
  /** The case asked for, unless it needs no answer any more, and those after it; none: nothing more is answered here. */
  cases: z.array(stageCaseSchema.extend({ number: z.number().exactOptional() })),
});
export type StageOpened = View<typeof stageOpenedSchema>;
