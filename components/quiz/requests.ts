import type { LockPhaseInput, SubmitZoneInput } from "@/lib/domain/attempts/answer";
import { rulesOf } from "@/lib/domain/attempts/mode";
import { writtenReasons } from "@/lib/domain/reasons/reason";
import type { Zone } from "@/lib/domain/scoring/zone";
import type { Sitting } from "./sitting";

/** The request that locks a sitting's phase. */
export function lockBody(
  { stageCase, mode, phase, phaseConfidence }: Sitting,
  attemptId: string,
  assignmentId: string | null,
): LockPhaseInput {
  const { asksPhase } = rulesOf(mode);
  return {
    id: attemptId,
    caseId: stageCase.id,
    // An assignment has a mode of its own.
    ...(assignmentId ? { assignmentId } : { mode }),
    ...(asksPhase && phase && { phase }),
    ...(asksPhase && phaseConfidence !== null && { phaseConfidence }),
  };
}

/** The request that submits a zone. */
export function zoneBody(
  box: Zone,
  { zoneConfidence, reasons }: Pick<Sitting, "zoneConfidence" | "reasons">,
  elapsedMs: number,
): SubmitZoneInput {
  return { box, ...(zoneConfidence !== null && { zoneConfidence }), elapsedMs, ...writtenReasons(reasons) };
}
