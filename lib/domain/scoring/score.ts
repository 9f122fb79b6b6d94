import { z } from "zod";
import { type Box, iou as boxIou, type Size } from "../geometry";
import type { Phase } from "../phases";
import type { View } from "../view";

/**
 * The version of the metric that this file computes. It is stored with every score; raise it when a
 * change here could change a figure, and rescore.
 */
export const METRIC_VERSION = 1;

/** The IoU from which a zone counts as a hit (paper, section 3.5: Acc@0.25). */
export const HIT_IOU = 0.25;

/** The clinicians' answer that a zone is held against. */
export type Reference = { readonly phase: Phase; readonly boxes: readonly Box[] };

/** How well a zone lies, whatever the phase. */
const zoneScoreSchema = z.object({
  /** Best IoU with any reference box, 0 to 1; 0 without a box. */
  iou: z.number(),
  /** Distance of the centres in % of the frame's diagonal, 0 to 100; 100 without a box. */
  centerDistance: z.number(),
});
export type ZoneScore = View<typeof zoneScoreSchema>;

/** A reader's score for one case: residents and models alike. */
export const scoreSchema = zoneScoreSchema.extend({
  phaseCorrect: z.boolean(),
  /** IoU ≥ 0.25, whatever the phase. */
  hit25: z.boolean(),
  /** The IoU that counts under the hardcore metric: 0 under a wrong phase. */
  hardcoreIou: z.number(),
  /** A hit under the right phase. */
  hardcoreHit: z.boolean(),
});
export type Score = View<typeof scoreSchema>;

/**
 * Scores a zone against the reference boxes of a frame (paper, section 3.5).
 *
 * The centre distance is measured to the box that gave the IoU; among boxes of equal IoU, and so when
 * none overlaps, to the nearest centre. That makes the score independent of the boxes' order.
 */
export function scoreZone(box: Box | null, references: readonly Box[], frame: Size): ZoneScore {
  if (box === null || references.length === 0) return { iou: 0, centerDistance: 100 };
  let bestIou = -1;
  let squaredDistance = 0;
  for (let i = 0; i < references.length; i++) {
    const reference = references[i]!;
    const candidate = boxIou(box, reference);
    if (candidate < bestIou) continue;
    const dx = (box[0] + box[2] - (reference[0] + reference[2])) / 2;
    const dy = (box[1] + box[3] - (reference[1] + reference[3])) / 2;
    const squared = dx * dx + dy * dy;
    if (candidate > bestIou || squared < squaredDistance) {
      bestIou = candidate;
      squaredDistance = squared;
    }
  }
  const squaredDiagonal = frame.width * frame.width + frame.height * frame.height;
  return { iou: bestIou, centerDistance: 100 * Math.sqrt(squaredDistance / squaredDiagonal) };
}

/** Scores an answer: the zone, and whether it counts under the reader's phase. A null phase is a wrong one. */
export function scoreAnswer(phase: Phase | null, box: Box | null, reference: Reference, frame: Size): Score {
  return completeScore(phase === reference.phase, scoreZone(box, reference.boxes, frame));
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
