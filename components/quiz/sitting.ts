import { type Mode, rulesOf } from "@/lib/domain/attempts/mode";
import type { ScoredZone, StageCase } from "@/lib/domain/attempts/views";
import { type Definition, definitionOf, type Phase } from "@/lib/domain/phases";
import type { Zone } from "@/lib/domain/scoring/zone";
import type { Delay, OutboxEvent } from "./outbox/outbox";

/**
 * - phase: the phase is asked for (or, where it is given, waits to be shown).
 * - locking: it is locked here, and the server has not answered yet.
 * - zone: the definition is shown, and the zone is drawn.
 * - sending: the zone is on its way.
 * - done: it is stored; there may be a result to show.
 * - refused: the server won't store this attempt.
 */
type Step = "phase" | "locking" | "zone" | "sending" | "done" | "refused" | "unreadable";

/** A reader at a case, from the first look to the reveal. */
export type Sitting = {
  readonly stageCase: StageCase;
  readonly mode: Mode;
  readonly step: Step;
  /** Made when the phase is locked. */
  readonly attemptId: string | null;
  /** As chosen; null where it is given. */
  readonly phase: Phase | null;
  readonly phaseConfidence: number | null;
  readonly definition: Definition | null;
  /** In guided mode, once the server has said so. */
  readonly phaseCorrect: boolean | null;
  readonly zoneConfidence: number | null;
  /** As submitted. */
  readonly box: Zone | null;
  readonly result: ScoredZone | null;
  /** Why the server has not answered; null while nothing is wrong. */
  readonly delay: Delay | null;
  /** The server's sentence. */
  readonly refusal: string | null;
};

export type SittingAction =
  | { readonly type: "choose"; readonly phase: Phase }
  | { readonly type: "rate-phase"; readonly confidence: number | null }
  | { readonly type: "lock"; readonly attemptId: string }
  | { readonly type: "rate-zone"; readonly confidence: number | null }
  | { readonly type: "submit"; readonly box: Zone }
  | { readonly type: "heard"; readonly event: OutboxEvent }
  /** What was kept of the case comes back after a reload. */
  | { readonly type: "resume"; readonly sitting: Sitting }
  /** Another attempt, from the beginning. */
  | { readonly type: "restart" };

/** A case as it is begun; an attempt that the server knows to be open goes on at its zone. */
export function newSitting(stageCase: StageCase, mode: Mode): Sitting {
  const { open } = stageCase;
  return {
    stageCase,
    mode: open?.mode ?? mode,
    step: open ? "zone" : "phase",
    attemptId: open?.id ?? null,
    phase: open?.phase ?? null,
    phaseConfidence: null,
    definition: open?.definition ?? null,
    phaseCorrect: open?.phaseCorrect ?? null,
    zoneConfidence: null,
    box: null,
    result: null,
    delay: null,
    refusal: null,
  };
}

/** Whether the phase can be locked. */
export const canLock = ({ step, mode, phase }: Sitting): boolean =>
  step === "phase" && (!rulesOf(mode).asksPhase || phase !== null);

export function advance(sitting: Sitting, action: SittingAction): Sitting {
  const { step } = sitting;
  switch (action.type) {
    case "choose":
      if (step !== "phase" || !rulesOf(sitting.mode).asksPhase) return sitting;
      return { ...sitting, phase: action.phase };
    case "rate-phase":
      return step === "phase" ? { ...sitting, phaseConfidence: action.confidence } : sitting;
    case "lock":
      return canLock(sitting) ? { ...sitting, step: "locking", attemptId: action.attemptId } : sitting;
    case "rate-zone":
      return step === "zone" ? { ...sitting, zoneConfidence: action.confidence } : sitting;
    case "submit":
      return step === "zone" ? { ...sitting, step: "sending", box: action.box, delay: null } : sitting;
    case "heard":
      return action.event.item.attemptId === sitting.attemptId ? hear(sitting, action.event) : sitting;
    case "resume":
      return action.sitting;
    case "restart":
      return newSitting({ ...sitting.stageCase, open: null }, sitting.mode);
  }
}

function hear(sitting: Sitting, event: OutboxEvent): Sitting {
  const { step } = sitting;
  if (step === "done" || step === "refused" || step === "unreadable") return sitting;
  if (event.type === "unreadable") {
    // Who is drawing already has the definition, and needs no answer to the phase.
    return { ...sitting, step: step === "zone" ? step : "unreadable", delay: null };
  }
  if (event.type === "refused") {
    return { ...sitting, step: "refused", refusal: event.problem.detail, delay: null };
  }
  if (event.type === "delayed") {
    const delayed = { ...sitting, delay: event.delay };
    // Where the server would show the chosen phase's definition, the reader need not wait for it.
    const { mode, phase } = sitting;
    if (step !== "locking" || rulesOf(mode).defines !== "chosen" || phase === null) return delayed;
    return { ...delayed, step: "zone", definition: definitionOf(phase) };
  }
  if (event.answer.kind === "zone") {
    return { ...sitting, step: "done", result: event.answer.value, delay: null };
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
