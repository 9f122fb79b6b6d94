import { z } from "zod";
import { type Box, iou } from "../geometry";
import { PHASES, type Phase } from "../phases";
import { consensusBox } from "../scoring/consensus-box";
import { comparedBox } from "../scoring/failure";
import { HIT_IOU } from "../scoring/score";
import type { ItemStatistics } from "./item-statistics";

/** What asks for a second look at a case. Each is a rule that anyone can check by hand (docs/results-export.md). */
export const itemFlagSchema = z.enum([
  "too-hard",
  "too-easy",
  "negative-discrimination",
  "weak-discrimination",
  "other-phase",
  "agree-elsewhere",
]);
export type ItemFlag = z.infer<typeof itemFlagSchema>;

/** From so many readers on, shares and correlations are worth a flag. */
export const STATISTICS_FROM = 10;

/** From so many answers on, agreement among readers is. */
export const AGREEMENT_FROM = 5;

/** The mean IoU with the others from which the most agreed zone counts as agreed on. */
const AGREED_IOU = 0.4;

/** What readers chose and drew for a case. */
export type ItemReadings = {
  readonly referencePhase: Phase;
  readonly referenceBoxes: readonly Box[];
  /** Without those to whom the phase was given. */
  readonly phases: readonly Phase[];
  readonly boxes: readonly Box[];
};

export function itemFlags(statistics: ItemStatistics, readings: ItemReadings): readonly ItemFlag[] {
  const { n, share, discrimination, discriminationN } = statistics;
  const flags: ItemFlag[] = [];
  if (n >= STATISTICS_FROM && share !== null && share < 0.1) flags.push("too-hard");
  if (n >= STATISTICS_FROM && share !== null && share > 0.95) flags.push("too-easy");
  if (discriminationN >= STATISTICS_FROM && discrimination !== null) {
    if (discrimination < 0) flags.push("negative-discrimination");
    else if (discrimination < 0.1) flags.push("weak-discrimination");
  }
  if (choosesOtherPhase(readings)) flags.push("other-phase");
  if (agreesElsewhere(readings)) flags.push("agree-elsewhere");
  return flags;
}

function choosesOtherPhase({ phases, referencePhase }: ItemReadings): boolean {
  if (phases.length < AGREEMENT_FROM) return false;
  return PHASES.some(
    (phase) =>
      phase !== referencePhase && phases.filter((chosen) => chosen === phase).length > phases.length / 2,
  );
}

/** Of the readers' zones, the one that the others agree with most: agreed on by them, and yet no hit. */
function agreesElsewhere({ boxes, referenceBoxes }: ItemReadings): boolean {
  if (boxes.length < AGREEMENT_FROM) return false;
  const index = consensusBox(boxes);
  const box = index === null ? null : boxes[index];
  if (!box) return false;
  // The zone's IoU with itself, 1, is no agreement.
  const agreement = (boxes.reduce((sum, other) => sum + iou(box, other), 0) - 1) / (boxes.length - 1);
  const compared = comparedBox(box, referenceBoxes);
  return agreement >= AGREED_IOU && compared !== null && iou(box, compared) < HIT_IOU;
}
