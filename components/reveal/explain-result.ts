import { type Mode, rulesOf } from "@/lib/domain/attempts/mode";
import type { Score } from "@/lib/domain/scoring/score";
import { HIT_IOU } from "@/lib/domain/scoring/thresholds";
import { t } from "@/lib/language/t";

type ResultLine = {
  /** The metric's name. */
  readonly label: string;
  readonly hit: boolean;
  readonly why: string;
};

/** Whether the answer counts as a hit, and why: hardcore, or conditioned where the phase was given. */
export function explainResult(mode: Mode, score: Pick<Score, "phaseCorrect" | "hit25">): ResultLine {
  const enough = t`IoU is ${score.hit25 ? t`${HIT_IOU} or more` : t`below ${HIT_IOU}`}`;
  if (!rulesOf(mode).asksPhase) {
    return { label: "Conditioned", hit: score.hit25, why: t`The phase was given, and ${enough}` };
  }
  const hit = score.phaseCorrect && score.hit25;
  if (score.phaseCorrect) return { label: "Hardcore", hit, why: t`Right phase, and ${enough}` };
  return {
    label: "Hardcore",
    hit,
    why: score.hit25 ? t`${enough}, but a wrong phase fails the case` : t`Wrong phase, and ${enough}`,
  };
}
