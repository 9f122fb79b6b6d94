import { z } from "zod";
import { nameOf, open, type View } from "../view";
import { HIT_IOU } from "./thresholds";

/** How a zone relates to the reference. Crossed with right or wrong phase, these are the failure modes. */
export const zoneOutcomeSchema = z.enum(["hit", "shifted", "too-large", "too-small", "missed"]);
export type ZoneOutcome = z.infer<typeof zoneOutcomeSchema>;
export const ZONE_OUTCOMES: readonly ZoneOutcome[] = zoneOutcomeSchema.options;

/** What a zone did, and where it lies as seen from the reference, in the picture's own directions; null when level. */
export const zoneReadingSchema = z.object({
  outcome: open(zoneOutcomeSchema),
  offset: z.object({
    vertical: z.enum(["high", "low"]).nullable(),
    horizontal: z.enum(["left", "right"]).nullable(),
  }),
});
export type ZoneReading = View<typeof zoneReadingSchema>;
export type Offset = ZoneReading["offset"];

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

/** What each outcome is, below its label. */
export const zoneOutcomeMeanings: Readonly<Record<ZoneOutcome, string>> = {
  hit: `IoU of ${HIT_IOU} or more`,
  shifted: "overlaps, but off to a side",
  "too-large": "covers half of the reference or more, and far beyond",
  "too-small": "lies on the reference, but takes in little of it",
  missed: "touches no reference zone, or was never drawn",
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
    // A word that only a newer server knows.
    default:
      return `Your zone: ${outcome satisfies never}`;
  }
}

/** `"right"`, `"wrong"`, or `"given"` where the phase was not asked for. */
export const phaseOutcomeSchema = z.enum(["right", "wrong", "given"]);
export type PhaseOutcome = z.infer<typeof phaseOutcomeSchema>;
export const PHASE_OUTCOMES: readonly PhaseOutcome[] = phaseOutcomeSchema.options;

export const phaseOutcomeLabels: Readonly<Record<PhaseOutcome, string>> = {
  right: "Right phase",
  wrong: "Wrong phase",
  given: "Phase given",
};

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
  const where = nameOf(zoneWords, zone);
  return phase === "given" ? `phase given, ${where}` : `${phase} phase, ${where}`;
}
