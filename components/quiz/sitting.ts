import { type Mode, rulesOf } from "@/lib/domain/attempts/mode";
import type { ScoredZone, StageCase, StoredAnswer } from "@/lib/domain/attempts/views";
import { type Definition, definitionOf, type Phase } from "@/lib/domain/phases";
import {
  isTooLong,
  NO_REASONS,
  REASON_PARTS,
  type ReasonPart,
  type Reasons,
} from "@/lib/domain/reasons/reason";
import type { Zone } from "@/lib/domain/scoring/zone";
import type { Aid } from "@/lib/domain/second-look/aid";
import type { FrameState } from "../viewer/frame-states";
import type { Delay, OutboxEvent } from "./outbox/outbox";

/**
 * - phase: the phase is asked for (or, where it is given, waits to be shown).
 * - locking: it is locked here, and the server has not answered yet; where it can't be reached, the zone follows.
 * - zone: the definition is shown, and the zone is drawn.
 * - reasons: the zone is drawn, and its reader may say why before it is sent.
 * - sending: the zone is on its way.
 * - looking: it is stored, and the aid of a second look is shown: the answer is kept or changed.
 * - finishing: the last answer is on its way.
 * - done: it is stored; there may be a result to show.
 * - refused: the server won't store this attempt.
 */
type Step =
  | "phase"
  | "locking"
  | "zone"
  | "reasons"
  | "sending"
  | "looking"
  | "finishing"
  | "done"
  | "refused"
  | "unreadable";

/** A reader at a case, from the first look to the reveal. */
export type Sitting = {
  readonly stageCase: StageCase;
  readonly mode: Mode;
  /** Whether a second look is asked for with the phase. */
  readonly secondLook: boolean;
  readonly step: Step;
  /** Nothing is locked or submitted while it can't be seen. */
  readonly frame: FrameState;
  /** Made when the phase is locked. */
  readonly attemptId: string | null;
  /** As chosen; null where it is given. */
  readonly phase: Phase | null;
  readonly phaseConfidence: number | null;
  readonly definition: Definition | null;
  /** In guided mode, once the server has said so. */
  readonly phaseCorrect: boolean | null;
  readonly zoneConfidence: number | null;
  /** As typed. */
  readonly reasons: Reasons;
  /** As submitted. */
  readonly box: Zone | null;
  /** What a second look shows; null before its zone is stored. */
  readonly aid: Aid | null;
  /** The phase that the last answer is to have; null where it was given. */
  readonly lastPhase: Phase | null;
  readonly result: ScoredZone | null;
  /** Why the server has not answered; null while nothing is wrong. */
  readonly delay: Delay | null;
  /** The server's sentence. */
  readonly refusal: string | null;
  /** Why what was done here is not stored, where the result shown is that of another tab or device. */
  readonly instead: string | null;
};

export type SittingAction =
  | { readonly type: "frame"; readonly frame: FrameState }
  | { readonly type: "choose"; readonly phase: Phase }
  | { readonly type: "rate-phase"; readonly confidence: number | null }
  | { readonly type: "lock"; readonly attemptId: string }
  /** The server has taken its time: the zone can be drawn meanwhile. */
  | { readonly type: "lead-on" }
  | { readonly type: "rate-zone"; readonly confidence: number | null }
  /** On to the reasons, and back to the zone. */
  | { readonly type: "give-reasons" }
  | { readonly type: "back-to-zone" }
  | { readonly type: "write"; readonly part: ReasonPart; readonly words: string }
  | { readonly type: "submit"; readonly box: Zone }
  /** In a second look: the last answer is sent. */
  | { readonly type: "finish" }
  | { readonly type: "heard"; readonly event: OutboxEvent }
  /** What another tab or device had stored before this attempt was refused. */
  | { readonly type: "find-stored"; readonly answer: StoredAnswer }
  /** What was kept of the case comes back after a reload. */
  | { readonly type: "resume"; readonly sitting: Sitting }
  /** Another attempt, from the beginning. */
  | { readonly type: "restart" };

/** A case as it is begun; an attempt that the server knows to be open goes on at its zone, or at its second look. */
export function newSitting(stageCase: StageCase, mode: Mode, secondLook = false): Sitting {
  const { open } = stageCase;
  const look = open?.secondLook ?? null;
  return {
    stageCase,
    mode: open?.mode ?? mode,
    secondLook,
    step: look ? "looking" : open ? "zone" : "phase",
    frame: "loading",
    attemptId: open?.id ?? null,
    phase: open?.phase ?? null,
    phaseConfidence: null,
    definition: open?.definition ?? null,
    phaseCorrect: open?.phaseCorrect ?? null,
    zoneConfidence: null,
    reasons: NO_REASONS,
    box: look?.box ?? null,
    aid: look?.aid ?? null,
    lastPhase: look ? (open?.phase ?? null) : null,
    result: null,
    delay: null,
    refusal: null,
    instead: null,
  };
}

/**
 * Why the phase can't be locked or the zone not submitted, though it is its turn; null where it can.
 *
 * @param drawing what the hand has drawn: nothing, the first corner of two or a stroke not ended, or a zone
 */
export function standsAgainst(
  { step, frame, mode, phase, reasons }: Sitting,
  drawing: "none" | "half" | "whole",
): "frame-loading" | "frame-failed" | "no-phase" | "no-zone" | "half-a-zone" | "too-long" | null {
  if (step === "reasons") return REASON_PARTS.some((part) => isTooLong(reasons[part])) ? "too-long" : null;
  if (step !== "phase" && step !== "zone" && step !== "looking") return null;
  if (frame !== "shown") return frame === "failed" ? "frame-failed" : "frame-loading";
  if (step === "phase") return rulesOf(mode).asksPhase && phase === null ? "no-phase" : null;
  if (drawing === "whole") return null;
  return drawing === "half" ? "half-a-zone" : "no-zone";
}

const canGoOn = (sitting: Sitting): boolean => standsAgainst(sitting, "whole") === null;

export function advance(sitting: Sitting, action: SittingAction): Sitting {
  const { step } = sitting;
  switch (action.type) {
    case "frame":
      return sitting.frame === action.frame ? sitting : { ...sitting, frame: action.frame };
    case "choose":
      if (step === "looking" && rulesOf(sitting.mode).asksPhase) {
        return { ...sitting, lastPhase: action.phase };
      }
      if (step !== "phase" || !rulesOf(sitting.mode).asksPhase) return sitting;
      return { ...sitting, phase: action.phase };
    case "rate-phase":
      return step === "phase" ? { ...sitting, phaseConfidence: action.confidence } : sitting;
    case "lock":
      if (step !== "phase" || !canGoOn(sitting)) return sitting;
      return { ...sitting, step: "locking", attemptId: action.attemptId };
    case "lead-on":
      return leadOn(sitting);
    case "rate-zone":
      return step === "zone" ? { ...sitting, zoneConfidence: action.confidence } : sitting;
    case "give-reasons":
      return step === "zone" && canGoOn(sitting) ? { ...sitting, step: "reasons" } : sitting;
    case "back-to-zone":
      return step === "reasons" ? { ...sitting, step: "zone" } : sitting;
    case "write":
      if (step !== "reasons") return sitting;
      return { ...sitting, reasons: { ...sitting.reasons, [action.part]: action.words } };
    case "submit":
      if ((step !== "zone" && step !== "reasons") || !canGoOn(sitting)) return sitting;
      return { ...sitting, step: "sending", box: action.box, delay: null };
    case "finish":
      return step === "looking" && canGoOn(sitting)
        ? { ...sitting, step: "finishing", delay: null }
        : sitting;
    case "heard":
      return action.event.item.attemptId === sitting.attemptId ? hear(sitting, action.event) : sitting;
    case "find-stored": {
      if (step !== "refused") return sitting;
      const { id: attemptId, mode, phase, box, score, reveal, aid } = action.answer;
      const shown = { mode, attemptId, phase, box, result: { score, reveal } };
      if (aid) return { ...lookAgain({ ...sitting, ...shown }, aid), refusal: null };
      return { ...sitting, ...shown, step: "done", instead: sitting.refusal, refusal: null };
    }
    case "resume":
      return action.sitting;
    case "restart":
      return {
        ...newSitting({ ...sitting.stageCase, open: null }, sitting.mode, sitting.secondLook),
        frame: sitting.frame,
      };
  }
}

/** From a phase that is locked here to its zone, before the server has answered. */
function leadOn(sitting: Sitting): Sitting {
  const { step, mode, phase } = sitting;
  // A phase that is given must come first: without it there is nothing to draw for.
  if (step !== "locking" || phase === null) return sitting;
  // The reference's definition is the server's to tell, and comes with its word.
  const definition = rulesOf(mode).defines === "chosen" ? definitionOf(phase) : null;
  return { ...sitting, step: "zone", definition };
}

/** From the zone that is stored to its aid. */
const lookAgain = (sitting: Sitting, aid: Aid): Sitting => ({
  ...sitting,
  step: "looking",
  aid,
  lastPhase: sitting.phase,
  result: null,
  delay: null,
});

function hear(sitting: Sitting, event: OutboxEvent): Sitting {
  const { step } = sitting;
  if (step === "done" || step === "refused" || step === "unreadable") return sitting;
  if (event.type === "unreadable") {
    // Who is drawing already has the definition, and needs no answer to the phase.
    const goesOn = step === "zone" || step === "reasons";
    return { ...sitting, step: goesOn ? step : "unreadable", delay: null };
  }
  if (event.type === "refused") {
    return { ...sitting, step: "refused", refusal: event.problem.detail, delay: null };
  }
  if (event.type === "delayed") {
    return leadOn({ ...sitting, delay: event.delay });
  }
  if (event.answer.kind === "zone") {
    // As it was sent: another tab may have been faster with another zone for the same attempt.
    const box = event.item.kind === "zone" ? event.item.body.box : sitting.box;
    const { aid } = event.answer.value;
    if (step === "looking" || step === "finishing") return sitting;
    if (aid) return lookAgain({ ...sitting, box }, aid);
    return { ...sitting, step: "done", box, result: event.answer.value, delay: null };
  }
  if (event.answer.kind === "final") {
    const { first: score, reveal } = event.answer.value;
    return { ...sitting, step: "done", result: { score, reveal }, delay: null };
  }
  const { definition, phaseCorrect = null } = event.answer.value;
  return {
    ...sitting,
    step: step === "locking" ? "zone" : step,
    definition,
    phaseCorrect,
    delay: null,
  };
}
