import type { Schedule, Terms } from "../assignments/schedule";
import type { Mode } from "../attempts/mode";
import { attemptState } from "../attempts/state";
import type { Box } from "../geometry";
import type { ItemAnswer } from "../items/item-statistics";
import type { Phase } from "../phases";
import type { MarkedReason } from "../reasons/agreement";
import type { ZoneOutcome } from "../scoring/failure";
import { CONFIDENT, HIT_IOU } from "../scoring/thresholds";
import type { Zone } from "../scoring/zone";
import type { AidKind } from "../second-look/aid";

/** A case of an assignment. */
export type AssignedItem = {
  readonly caseId: string;
  readonly position: number;
  readonly video: string;
  readonly frame: number;
  readonly phase: Phase;
  readonly boxes: readonly Box[];
  readonly frameUrl: string;
  readonly frameVersion: string;
};

/** A reader of an assignment. */
export type AssignedReader = {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly cohort: string | null;
  readonly terms: Terms;
};

/** An attempt made in an assignment. */
export type Answer = {
  readonly id: string;
  readonly userId: string;
  readonly caseId: string;
  readonly mode: Mode;
  /** Among all of the reader’s attempts at the case, from 1. */
  readonly ordinal: number;
  readonly phase: Phase;
  /** Of the reference it is scored by, and which version of it that is. */
  readonly referencePhase: Phase;
  readonly referenceVersion: number;
  readonly phaseCorrect: boolean;
  readonly phaseConfidence: number | null;
  readonly lockedAt: Date;
  readonly zoneAt: Date | null;
  /** Whether it has a second look, and when the last answer came. */
  readonly aided: boolean;
  readonly lastAt: Date | null;
  readonly superseded: boolean;
  readonly box: Zone | null;
  readonly zoneConfidence: number | null;
  readonly elapsedMs: number | null;
  readonly sinceLockMs: number | null;
  readonly iou: number | null;
  /** % of the diagonal. */
  readonly centerDistance: number | null;
  readonly zoneOutcome: ZoneOutcome | null;
  /** The share of the zone on No-Go regions, 0 to 1; null without a zone, or a region to touch. */
  readonly contact: number | null;
  /** What it was shown before its last answer; null where nothing was, or not yet. */
  readonly aid: AidKind | null;
  /** The last answer after a second look, scored as the first one is; null where none came. */
  readonly last: LastAnswer | null;
  readonly comments: number;
  /** What the reader wrote before the reveal, part by part; empty where nothing. */
  readonly reasons: readonly AnswerReason[];
};

/** What a reader sent after a second look. */
export type LastAnswer = {
  readonly phase: Phase;
  readonly phaseCorrect: boolean;
  readonly box: Zone;
  readonly iou: number;
  readonly centerDistance: number;
  readonly zoneOutcome: ZoneOutcome;
  readonly contact: number | null;
  /** Whether the model’s reading was right; null of an aid that gives no answer. */
  readonly aidRight: boolean | null;
  /** How far the zone moved towards the aid’s, in IoU; null of an aid without a zone. */
  readonly movement: number | null;
};

/** A part of a reader's words, with its marks. */
export type AnswerReason = MarkedReason & { readonly words: string };

/** Everything that an assignment’s results are made of. */
export type Answers = {
  readonly schedule: Schedule;
  readonly items: readonly AssignedItem[];
  readonly readers: readonly AssignedReader[];
  readonly answers: readonly Answer[];
};

export const isHit = ({ phaseCorrect, iou }: Pick<Answer, "phaseCorrect" | "iou">): boolean =>
  phaseCorrect && (iou ?? 0) >= HIT_IOU;

export const isOver = (answer: Answer, now: Date): boolean => attemptState(answer, now) !== "open";

/** Whether figures count an answer: over, and the reader’s first at the case, in or out of the assignment. */
export const isCounted = (answer: Answer, now: Date): boolean => answer.ordinal === 1 && isOver(answer, now);

/** A reader’s attempts at a case in the assignment, the first one first; by reader, then by case. */
export function groupAnswers(
  answers: readonly Answer[],
): ReadonlyMap<string, ReadonlyMap<string, readonly Answer[]>> {
  const byReader = new Map<string, Map<string, Answer[]>>();
  for (const answer of answers) {
    const byCase = byReader.get(answer.userId) ?? new Map<string, Answer[]>();
    byReader.set(answer.userId, byCase);
    byCase.set(answer.caseId, [...(byCase.get(answer.caseId) ?? []), answer]);
  }
  for (const byCase of byReader.values()) {
    for (const attempts of byCase.values()) attempts.sort((a, b) => a.ordinal - b.ordinal);
  }
  return byReader;
}

export function toItemAnswer(answer: Answer): ItemAnswer {
  const { userId, caseId, elapsedMs, zoneConfidence, contact } = answer;
  return {
    readerId: userId,
    itemId: caseId,
    hit: isHit(answer),
    elapsedMs,
    contact,
    confidentlyWrong:
      zoneConfidence === null ? null : zoneConfidence >= CONFIDENT && (answer.iou ?? 0) < HIT_IOU,
  };
}
