import { z } from "zod";
import { type Box, boxArea, boxCenter, intersectionArea, iou } from "../geometry";
import { HIT_IOU, type Reference } from "./score";

/** How a zone relates to the reference. Crossed with right or wrong phase, these are the failure modes. */
export const zoneOutcomeSchema = z.enum(["hit", "shifted", "too-large", "too-small", "missed"]);
export type ZoneOutcome = z.infer<typeof zoneOutcomeSchema>;
export const ZONE_OUTCOMES: readonly ZoneOutcome[] = zoneOutcomeSchema.options;

/** Where the zone lies as seen from the reference, in the picture's own directions; null when level. */
export type Offset = {
  readonly vertical: "high" | "low" | null;
  readonly horizontal: "left" | "right" | null;
};

export type ZoneReading = { readonly outcome: ZoneOutcome; readonly offset: Offset };

/** The reference box that a zone is compared with: the best IoU, then the nearest centre, as in `scoreZone`. */
export function comparedBox(box: Box, references: readonly Box[]): Box | null {
  const center = boxCenter(box);
  const distance = (reference: Box): number => {
    const other = boxCenter(reference);
    return Math.hypot(other.x - center.x, other.y - center.y);
  };
  let best: Box | null = null;
  for (const reference of references) {
    if (best === null) best = reference;
    else {
      const gain = iou(box, reference) - iou(box, best);
      if (gain > 0 || (gain === 0 && distance(reference) < distance(best))) best = reference;
    }
  }
  return best;
}

/**
 * Names what a zone did.
 *
 * - hit: IoU ≥ 0.25.
 * - missed: no overlap with any reference box, or no zone.
 * - too large: a miss that still covers half of the reference or more, so at least 1.5 times as large.
 * - too small: a miss of which half or more lies on the reference.
 * - shifted: any other overlap.
 *
 * Too large and too small can't both hold: half of each being shared makes an IoU of 1/3 at least.
 */
export function readZone(box: Box | null, reference: Pick<Reference, "boxes">): ZoneReading {
  const level: Offset = { vertical: null, horizontal: null };
  const compared = box && comparedBox(box, reference.boxes);
  if (!box || !compared) return { outcome: "missed", offset: level };
  const offset = offsetOf(box, compared);
  if (iou(box, compared) >= HIT_IOU) return { outcome: "hit", offset };
  const shared = intersectionArea(box, compared);
  if (shared === 0) return { outcome: "missed", offset };
  if (shared >= boxArea(compared) / 2) return { outcome: "too-large", offset };
  if (shared >= boxArea(box) / 2) return { outcome: "too-small", offset };
  return { outcome: "shifted", offset };
}

/** Names a direction only when the centre has left the middle half of the reference along it. */
function offsetOf(box: Box, reference: Box): Offset {
  const [own, other] = [boxCenter(box), boxCenter(reference)];
  const [width, height] = [reference[2] - reference[0], reference[3] - reference[1]];
  const [dx, dy] = [own.x - other.x, own.y - other.y];
  return {
    vertical: Math.abs(dy) <= height / 4 ? null : dy < 0 ? "high" : "low",
    horizontal: Math.abs(dx) <= width / 4 ? null : dx < 0 ? "left" : "right",
  };
}

const zoneWords: Readonly<Record<ZoneOutcome, string>> = {
  hit: "zone on target",
  shifted: "zone off to one side",
  "too-large": "zone too large",
  "too-small": "zone too small",
  missed: "zone missed",
};

/** Two or three words for a mark, a legend or a table cell. */
export const zoneOutcomeLabels: Readonly<Record<ZoneOutcome, string>> = {
  hit: "Hit",
  shifted: "Shifted",
  "too-large": "Too large",
  "too-small": "Too small",
  missed: "Missed",
};

/** Joins the words for the two directions; null when the zone is level with the reference. */
function offsetWords<T extends string>(
  { vertical, horizontal }: Offset,
  words: Readonly<Record<"high" | "low" | "left" | "right", T>>,
): string | null {
  const parts = [vertical && words[vertical], horizontal && words[horizontal]].filter(
    (part) => part !== null,
  );
  return parts.length === 0 ? null : parts.join(" and ");
}

const tooFar = { high: "too high", low: "too low", left: "too far left", right: "too far right" } as const;
const reaching = { high: "upwards", low: "downwards", left: "to the left", right: "to the right" } as const;
const sitting = { high: "high", low: "low", left: "to the left", right: "to the right" } as const;

/** Where the zone lay, as seen from the reference. */
function describeZone({ outcome, offset }: ZoneReading): string {
  const [far, reach, sits] = [tooFar, reaching, sitting].map((words) => offsetWords(offset, words));
  switch (outcome) {
    case "hit":
      return sits ? `Your zone is on the reference, a little ${sits}` : "Your zone is on the reference";
    case "shifted":
      return far ? `Your zone overlaps the reference but sits ${far}` : "Your zone only grazes the reference";
    case "too-large":
      return `Your zone takes in most of the reference but reaches far beyond it${reach ? `, mostly ${reach}` : ""}`;
    case "too-small":
      return `Your zone is on the reference but takes in only a small part of it${sits ? `, ${sits}` : ""}`;
    case "missed":
      return far ? `Your zone misses the reference: it lies ${far}` : "No zone was drawn";
  }
}

/** `"right"`, `"wrong"`, or `"given"` where the phase was not asked for. */
export const phaseOutcomeSchema = z.enum(["right", "wrong", "given"]);
export type PhaseOutcome = z.infer<typeof phaseOutcomeSchema>;

/** The sentence that is read first after an answer: what was right, and where the zone lay. */
export function describeAnswer(phase: PhaseOutcome, zone: ZoneReading): string {
  const where = describeZone(zone);
  if (phase === "given") return `${where}.`;
  if (phase === "right") return `Right phase. ${where}.`;
  return zone.outcome === "hit"
    ? "Wrong phase. Your zone is on the reference, but under a wrong phase the case is not a hit."
    : `Wrong phase. ${where}.`;
}

/** The same in a line of a list: "right phase, zone too small". */
export function summarizeAnswer(phase: PhaseOutcome, zone: ZoneOutcome): string {
  return phase === "given" ? `phase given, ${zoneWords[zone]}` : `${phase} phase, ${zoneWords[zone]}`;
}
