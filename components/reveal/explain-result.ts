import { type Mode, rulesOf } from "@/lib/domain/attempts/mode";
import type { Score } from "@/lib/domain/scoring/score";
import { HIT_IOU } from "@/lib/domain/scoring/thresholds";
import { t } from "@/lib/language/t";
import type { Term } from "@/lib/words/terms";

type ResultLine = {
  /** By which rule it is one. */
  readonly label: string;
  readonly term: Extract<Term, "hardcore" | "conditioned">;

  readonly hit: boolean;
  readonly why: string;
};

/** Whether the answer counts as a hit, and why: hardcore, or conditioned where the phase was given. */
export function explainResult(mode: Mode, score: Pick<Score, "phaseCorrect" | "hit25">): ResultLine {
  const { phaseCorrect, hit25 } = score;
  if (!rulesOf(mode).asksPhase) {
    const why = hit25
      ? t`The phase was given, and IoU is ${HIT_IOU} or more`
      : t`The phase was given, and IoU is below ${HIT_IOU}`;
    return { label: t`Conditioned result`, term: "conditioned", hit: hit25, why };
  }
  const hit = phaseCorrect && hit25;
  return { label: t`Hardcore result`, term: "hardcore", hit, why: whyHardcore(phaseCorrect, hit25) };
}

function whyHardcore(phaseCorrect: boolean, hit25: boolean): string {
  if (phaseCorrect) {
    return hit25
      ? t`Right phase, and IoU is ${HIT_IOU} or more`
      : t`Right phase, and IoU is below ${HIT_IOU}`;
  }
  return hit25
    ? t`IoU is ${HIT_IOU} or more, but a wrong phase fails the case`
    : t`Wrong phase, and IoU is below ${HIT_IOU}`;
}
