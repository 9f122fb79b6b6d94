import { type Mode, rulesOf } from "@/lib/domain/attempts/mode";
import type { Score } from "@/lib/domain/scoring/score";
import { HIT_IOU } from "@/lib/domain/scoring/thresholds";

type ResultLine = {
  /** The metric's name. */
  readonly label: string;
  readonly hit: boolean;
  readonly why: string;
};

/** Whether the answer counts as a hit, and why: hardcore, or conditioned where the phase was given. */
export function explainResult(mode: Mode, score: Pick<Score, "phaseCorrect" | "hit25">): ResultLine {
  const enough = `IoU is ${score.hit25 ? `${HIT_IOU} or more` : `below ${HIT_IOU}`}`;
  if (!rulesOf(mode).asksPhase) {
    return { label: "Conditioned", hit: score.hit25, why: `The phase was given, and ${enough}` };
  }
  const hit = score.phaseCorrect && score.hit25;
  if (score.phaseCorrect) return { label: "Hardcore", hit, why: `Right phase, and ${enough}` };
  return {
    label: "Hardcore",
    hit,
    why: score.hit25 ? `${enough}, but a wrong phase fails the case` : `Wrong phase, and ${enough}`,
  };
}
