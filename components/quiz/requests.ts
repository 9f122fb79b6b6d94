import type { LockPhaseInput, SubmitLastInput, SubmitZoneInput } from "@/lib/domain/attempts/answer";
import { rulesOf } from "@/lib/domain/attempts/mode";
import { writtenReasons } from "@/lib/domain/reasons/reason";
import { isSameZone, type Zone } from "@/lib/domain/scoring/zone";
import type { Sitting } from "./sitting";

/** The request that locks a sitting's phase. */
export function lockBody(
  { stageCase, mode, secondLook, phase, phaseConfidence }: Sitting,
  attemptId: string,
  assignmentId: string | null,
): LockPhaseInput {
  const { asksPhase } = rulesOf(mode);
  return {
    id: attemptId,
    caseId: stageCase.id,
    // An assignment has a mode of its own.
    ...(assignmentId ? { assignmentId } : { mode, ...(secondLook && { secondLook }) }),
    ...(asksPhase && phase && { phase }),
    ...(asksPhase && phaseConfidence !== null && { phaseConfidence }),
  };
}

/** More than fits: whoever comes back after weeks need not say after how many. */
const MOST_MS = 2 ** 31 - 1;

/**
 * The request that submits a zone.
 *
 * @param sinceLockMs from the locking to now by this device's clock; null where it was locked elsewhere
 */
export function zoneBody(
  box: Zone,
  { zoneConfidence, reasons }: Pick<Sitting, "zoneConfidence" | "reasons">,
  elapsedMs: number,
  sinceLockMs: number | null = null,
): SubmitZoneInput {
  // A clock that was set back in between tells nothing.
  const isKnown = sinceLockMs !== null && sinceLockMs >= 0 && sinceLockMs <= MOST_MS;
  return {
    box,
    ...(zoneConfidence !== null && { zoneConfidence }),
    elapsedMs,
    ...(isKnown && { sinceLockMs: Math.round(sinceLockMs) }),
    ...writtenReasons(reasons),
  };
}

/** The request that ends a second look: what was changed. */
export function lastBody({ phase, lastPhase, box }: Sitting, drawn: Zone): SubmitLastInput {
  return {
    ...(lastPhase !== null && lastPhase !== phase && { phase: lastPhase }),
    ...(!isSameZone(drawn, box) && { box: drawn }),
  };
}
