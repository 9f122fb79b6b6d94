import { type Box, boxArea, boxCenter, boxProblem, intersectionArea, iou, type Size } from "../geometry";
import { readContact } from "../no-go/contact";
import type { NoGoRegion } from "../no-go/region";
import { LEVEL, offsetFrom } from "../offset";
import type { ZoneOutcome, ZoneReading } from "./failure";
import { HIT_IOU } from "./thresholds";

/**
 * Where a reader, a resident or a model, says that the Go Zone lies. What it is made of is known here, where it is
 * stored and where it is drawn; everything else passes it on as it is.
 */
export type Zone = Box;

/** What keeps a zone from being taken in a frame, as a sentence for people; null when nothing does. */
export function zoneProblem(zone: Zone, frame: Size): string | null {
  return boxProblem(zone, frame);
}

/** The zone that a single box makes: a model's answer, a reference's box that is drawn. */
export function zoneOfBox(box: Box): Zone {
  return box;
}

/** The boxes that a zone is drawn as, in the frame's natural pixels. */
export function boxesOf(zone: Zone): readonly Box[] {
  return [zone];
}

/** The names of a zone's numbers in tables and files, in their order. */
export const ZONE_EDGES = ["x1", "y1", "x2", "y2"] as const;

/** A zone's numbers, in the order of `ZONE_EDGES`. */
export function edgesOf(zone: Zone): readonly number[] {
  return zone;
}

export function isSameZone(a: Zone | null, b: Zone | null): boolean {
  return a === b || (a !== null && b !== null && a.every((edge, index) => edge === b[index]));
}

/** Intersection over union of two readers' zones, 0 to 1. */
export function zoneIou(a: Zone, b: Zone): number {
  return iou(a, b);
}

/** How well a zone lies, whatever the phase. */
export type ZoneScore = {
  /** Best IoU with any reference box, 0 to 1; 0 without a box. */
  readonly iou: number;
  /** Distance of the centres in % of the frame's diagonal, 0 to 100; 100 without a box. */
  readonly centerDistance: number;
};

/** How a zone lies, as seen from the reference boxes. */
type ZonePlace = ZoneScore & Omit<ZoneReading, "contact">;

/** The measure of an answer without a zone, or of one whose frame has no reference box. */
export const NO_ZONE: ZonePlace = { iou: 0, centerDistance: 100, outcome: "missed", offset: LEVEL };

type Comparison = {
  readonly reference: Box;
  /** 0 to 1. */
  readonly iou: number;
  /** Of the centres, in pixels. */
  readonly squaredDistance: number;
};

/**
 * The reference box that a zone is compared with: that of the best IoU; among boxes of equal IoU, and so when none
 * overlaps, that of the nearest centre. That makes it independent of the boxes' order. Null without a box.
 */
export function compareZone(zone: Zone, references: readonly Box[]): Comparison | null {
  let found: Box | null = null;
  let bestIou = -1;
  let squaredDistance = 0;
  for (let i = 0; i < references.length; i++) {
    const reference = references[i]!;
    const candidate = iou(zone, reference);
    if (candidate < bestIou) continue;
    const dx = (zone[0] + zone[2] - (reference[0] + reference[2])) / 2;
    const dy = (zone[1] + zone[3] - (reference[1] + reference[3])) / 2;
    const squared = dx * dx + dy * dy;
    if (candidate > bestIou || squared < squaredDistance) {
      found = reference;
      bestIou = candidate;
      squaredDistance = squared;
    }
  }
  return found && { reference: found, iou: bestIou, squaredDistance };
}

/** Scores a zone against the reference boxes of a frame (paper, section 3.5). */
export function scoreZone(zone: Zone | null, references: readonly Box[], frame: Size): ZoneScore {
  const compared = zone && compareZone(zone, references);
  return compared ? scoreOf(compared, frame) : NO_ZONE;
}

/**
 * Scores a zone, and says what it did:
 *
 * - hit: IoU ≥ `HIT_IOU`.
 * - missed: no overlap with any reference box, or no zone.
 * - too large: a miss that still covers half of the reference or more, so at least 1.5 times as large.
 * - too small: a miss of which half or more lies on the reference.
 * - shifted: any other overlap.
 *
 * Too large and too small can't both hold: half of each being shared makes an IoU of 1/3 at least.
 */
export function placeZone(zone: Zone | null, references: readonly Box[], frame: Size): ZonePlace {
  const compared = zone && compareZone(zone, references);
  if (!zone || !compared) return NO_ZONE;
  const [left, top, right, bottom] = compared.reference;
  const size = { width: right - left, height: bottom - top };
  return {
    ...scoreOf(compared, frame),
    outcome: outcomeOf(zone, compared),
    offset: offsetFrom(boxCenter(compared.reference), size, boxCenter(zone)),
  };
}

/** The same, with what the zone has in common with No-Go regions. */
export function readZone(
  zone: Zone | null,
  { boxes, noGo }: { readonly boxes: readonly Box[]; readonly noGo: readonly NoGoRegion[] },
  frame: Size,
): ZoneScore & ZoneReading {
  return { ...placeZone(zone, boxes, frame), contact: readContact(zone, noGo, frame) };
}

function scoreOf({ iou, squaredDistance }: Comparison, { width, height }: Size): ZoneScore {
  return { iou, centerDistance: 100 * Math.sqrt(squaredDistance / (width * width + height * height)) };
}

/** What is told of a reading beside its score. */
export function readingOf({ outcome, offset, contact }: ZoneReading): ZoneReading {
  return { outcome, offset, contact };
}

function outcomeOf(zone: Box, { reference, iou: shares }: Comparison): ZoneOutcome {
  if (shares >= HIT_IOU) return "hit";
  if (shares === 0) return "missed";
  const shared = intersectionArea(zone, reference);
  if (shared >= boxArea(reference) / 2) return "too-large";
  if (shared >= boxArea(zone) / 2) return "too-small";
  return "shifted";
}
