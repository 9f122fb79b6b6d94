import { phaseNames } from "@/lib/domain/phases";
import type { RunCaseEntry } from "@/lib/domain/readers/views";
import { summarizeAnswer } from "@/lib/domain/scoring/failure";
import { t } from "@/lib/language/t";
import { asSentence } from "@/lib/words/as-sentence";

/** How a model's answer went, in a line: "Wrong phase, zone too large". */
export function describeOutcome({
  state,
  phase,
  drawn,
  zoneOutcome,
  score,
}: Pick<RunCaseEntry, "state" | "phase" | "drawn" | "zoneOutcome" | "score">): string {
  if (state === "missing") return t`Not predicted`;
  if (phase === null && !drawn) return t`No phase and no zone`;
  if (phase === null) return t`No phase named, and so no hit`;
  if (!drawn) return score.phaseCorrect ? t`Right phase, no zone` : t`Wrong phase, no zone`;
  return asSentence(summarizeAnswer(score.phaseCorrect ? "right" : "wrong", zoneOutcome));
}

/** "B named, C is the reference’s"; or the one phase that both say. */
export function describePhases({
  phase,
  referencePhase,
}: Pick<RunCaseEntry, "phase" | "referencePhase">): string {
  if (phase === referencePhase) return `${phase}, ${phaseNames[referencePhase]}`;
  return phase
    ? t`${phase} for ${referencePhase}, ${phaseNames[referencePhase]}`
    : t`no phase for ${referencePhase}, ${phaseNames[referencePhase]}`;
}
