import type { SubmitLastInput, SubmitZoneInput } from "@/lib/domain/attempts/answer";
import type { Mode } from "@/lib/domain/attempts/mode";
import type { Phase } from "@/lib/domain/phases";
import type { Reasons } from "@/lib/domain/reasons/reason";
import type { Zone } from "@/lib/domain/scoring/zone";

/** What a reader has done at a case and not sent, or has just sent: a reload loses none of it. */
export type Draft = {
  /** By reader, assignment and case: one draft each. */
  readonly key: string;
  readonly mode: Mode;
  /** Null until the phase is locked. */
  readonly attemptId: string | null;
  /** When that was, by this device's clock; left out until then, and in drafts from before. */
  readonly lockedAt?: number;
  readonly phase: Phase | null;
  readonly phaseConfidence: number | null;
  readonly box: Zone | null;
  readonly zoneConfidence: number | null;
  /** As typed; left out in drafts from before. */
  readonly reasons?: Reasons;
  /** Milliseconds in which the frame has been looked at. */
  readonly elapsedMs: number;
  /** The zone as it was sent; the same request gives the same answer again. */
  readonly sent: SubmitZoneInput | null;
  /** In a second look, what the answer is to become so far, and that as it was sent. */
  readonly look?: { readonly phase: Phase | null; readonly box: Zone | null };
  readonly sentLast?: SubmitLastInput;
  /** Milliseconds since 1970. */
  readonly savedAt: number;
};

/** Drafts are forgotten after this long. */
export const DRAFT_LIFE_MS = 7 * 24 * 60 * 60 * 1000;

/** @param assignmentId null in free practice */
export function draftKey(userId: string, caseId: string, assignmentId: string | null): string {
  return assignmentId ? `${userId} ${assignmentId} ${caseId}` : `${userId} ${caseId}`;
}

/** Where drafts are kept. */
export type DraftStorage = {
  find(key: string): Promise<Draft | null>;
  save(draft: Draft): Promise<void>;
  remove(key: string): Promise<void>;
};

/** What the keys of a reader's drafts lie between. */
export const draftKeysOf = (userId: string): readonly [string, string] => [`${userId} `, `${userId}!`];
