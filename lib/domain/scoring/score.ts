import { z } from "zod";
import type { Box, Size } from "../geometry";
import type { NoGoRegion } from "../no-go/region";
import type { Phase } from "../phases";
import type { View } from "../view";
import { HIT_IOU } from "./thresholds";
import { scoreZone, type Zone, type ZoneScore } from "./zone";
import { zoneScoreSchema } from "./zone-schema";

/**
 * The version of the metric that this file and ./zone.ts compute. It is stored with every score; raise it when a change
 * in them could change a figure, and run `calot rescore`.
 */
export const METRIC_VERSION = 1;

/** The clinicians' answer that a zone is held against. */
export type Reference = {
  readonly phase: Phase;
  readonly boxes: readonly Box[];
  /** What must not be touched in it now. */
  readonly noGo: readonly NoGoRegion[];
};

/** A reader's score for one case: residents and models alike. */
export const scoreSchema = zoneScoreSchema.extend({
  phaseCorrect: z.boolean(),
  /** IoU ≥ `HIT_IOU`, whatever the phase. */
  hit25: z.boolean(),
  /** The IoU that counts under the hardcore metric: 0 under a wrong phase. */
  hardcoreIou: z.number(),
  /** A hit under the right phase. */
  hardcoreHit: z.boolean(),
});
export type Score = View<typeof scoreSchema>;

/** Scores an answer: the zone, and whether it counts under the reader's phase. A null phase is a wrong one. */
export function scoreAnswer(
  phase: Phase | null,
  zone: Zone | null,
  reference: Pick<Reference, "phase" | "boxes">,
  frame: Size,
): Score {
  return completeScore(phase === reference.phase, scoreZone(zone, reference.boxes, frame));
}

/** The whole score, from what is stored of it. */
export function completeScore(phaseCorrect: boolean, { iou, centerDistance }: ZoneScore): Score {
  const hit25 = iou >= HIT_IOU;
  return {
    phaseCorrect,
    iou,
    centerDistance,
    hit25,
    hardcoreIou: phaseCorrect ? iou : 0,
    hardcoreHit: phaseCorrect && hit25,
  };
}
