import type { Size } from "../geometry";
import type { Phase } from "../phases";
import type { Reference } from "../scoring/score";
import { HIT_IOU } from "../scoring/thresholds";
import { scoreZone, type Zone, zoneIou } from "../scoring/zone";
import type { Aid } from "../second-look/aid";
import { type Mode, rulesOf } from "./mode";

/** An answer to a case, the first one or the last. */
type Answered = { readonly phase: Phase; readonly box: Zone };

/**
 * Whether a model's aid is right: its zone is a hit, and its phase the reference's where the phase was asked. Null of
 * other aids, which give no answer that could be.
 */
export function isAidRight(aid: Aid, mode: Mode, reference: Reference, frame: Size): boolean | null {
  if (aid.kind !== "model") return null;
  const hit = scoreZone(aid.box, reference.boxes, frame).iou >= HIT_IOU;
  return hit && (!rulesOf(mode).asksPhase || aid.phase === reference.phase);
}

/**
 * How far the zone moved towards the aid's, −1 to 1: its IoU with the aid's after it was seen less that before; with a
 * cohort's, the mean over its boxes. Null of a clip, which draws none.
 */
export function movementTowards(aid: Aid, first: Zone, last: Zone): number | null {
  if (aid.kind === "clip") return null;
  const boxes = aid.kind === "model" ? [aid.box] : aid.boxes;
  const near = (zone: Zone): number => boxes.reduce((sum, box) => sum + zoneIou(zone, box), 0) / boxes.length;
  return near(last) - near(first);
}

/** What of the first answer is kept: what the last one leaves out. A phase that was given stays. */
export function lastAnswer(
  first: Answered & { readonly mode: Mode },
  change: { readonly phase?: Phase | undefined; readonly box?: Zone | undefined },
): Answered {
  const phase = rulesOf(first.mode).asksPhase ? (change.phase ?? first.phase) : first.phase;
  return { phase, box: change.box ?? first.box };
}
