import { z } from "zod";
import { t } from "@/lib/language/t";
import type { Box } from "../geometry";
import { PHASES, type Phase } from "../phases";
import { consensusZone } from "../scoring/consensus-zone";
import { HIT_IOU } from "../scoring/thresholds";
import { compareZone, type Zone, zoneIou } from "../scoring/zone";
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
export const STATISTICS_FROM_WORDS = t`ten`;

/** Shares of readers, 0 to 1. */
export const HARD_BELOW = 0.1;
export const EASY_ABOVE = 0.95;

/** A discrimination, −1 to 1. */
export const WEAK_BELOW = 0.1;

/** From so many answers on, agreement among readers is. */
const AGREEMENT_FROM = 5;
export const AGREEMENT_FROM_WORDS = "five";

/** The mean IoU with the others from which the most agreed zone counts as agreed on. */
export const AGREED_IOU = 0.4;

/** What readers chose and drew for a case. */
type ItemReadings = {
  readonly referencePhase: Phase;
  readonly referenceBoxes: readonly Box[];
  /** Without those to whom the phase was given. */
  readonly phases: readonly Phase[];
  readonly zones: readonly Zone[];
};

export function itemFlags(statistics: ItemStatistics, readings: ItemReadings): readonly ItemFlag[] {
  const { n, share, discrimination, discriminationN } = statistics;
  const flags: ItemFlag[] = [];
  if (n >= STATISTICS_FROM && share !== null && share < HARD_BELOW) flags.push("too-hard");
  if (n >= STATISTICS_FROM && share !== null && share > EASY_ABOVE) flags.push("too-easy");
  if (discriminationN >= STATISTICS_FROM && discrimination !== null) {
    if (discrimination < 0) flags.push("negative-discrimination");
    else if (discrimination < WEAK_BELOW) flags.push("weak-discrimination");
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
function agreesElsewhere({ zones, referenceBoxes }: ItemReadings): boolean {
  if (zones.length < AGREEMENT_FROM) return false;
  const index = consensusZone(zones);
  const zone = index === null ? null : zones[index];
  if (!zone) return false;
  // The zone's IoU with itself, 1, is no agreement.
  const agreement = (zones.reduce((sum, other) => sum + zoneIou(zone, other), 0) - 1) / (zones.length - 1);
  const compared = compareZone(zone, referenceBoxes);
  return agreement >= AGREED_IOU && compared !== null && compared.iou < HIT_IOU;
}
