import { z } from "zod";
import { t } from "@/lib/language/t";
import { nameOf } from "../name-of";
import { open, type View } from "../view";
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
  hit: t`zone on target`,
  shifted: t`zone off to one side`,
  "too-large": t`zone too large`,
  "too-small": t`zone too small`,
  missed: t`zone missed`,
};

/** Two or three words for a mark, a legend or a table cell. */
export const zoneOutcomeLabels: Readonly<Record<ZoneOutcome, string>> = {
  hit: t`Hit`,
  shifted: t`Shifted`,
  "too-large": t`Too large`,
  "too-small": t`Too small`,
  missed: t`Missed`,
};

/** The same within a line. */
export const zoneOutcomeNames: Readonly<Record<ZoneOutcome, string>> = {
  hit: t`hit`,
  shifted: t`shifted`,
  "too-large": t`too large`,
  "too-small": t`too small`,
  missed: t`missed`,
};

/** How many readers' zones came out so: "6 of 9 drew too large". */
export function countZones(outcome: ZoneOutcome | null, n: number, of: number): string {
  switch (outcome) {
    case "shifted":
      return t`${n} of ${of} drew to one side`;
    case "too-large":
      return t`${n} of ${of} drew too large`;
    case "too-small":
      return t`${n} of ${of} drew too small`;
    default:
      return t`${n} of ${of} drew elsewhere or not at all`;
  }
}

/** What each outcome is, below its label. */
export const zoneOutcomeMeanings: Readonly<Record<ZoneOutcome, string>> = {
  hit: t`IoU of ${HIT_IOU} or more`,
  shifted: t`overlaps, but off to a side`,
  "too-large": t`covers half of the reference or more, and far beyond`,
  "too-small": t`lies on the reference, but takes in little of it`,
  missed: t`touches no reference zone, or was never drawn`,
};

type Direction =
  | "level"
  | "high"
  | "low"
  | "left"
  | "right"
  | "high-left"
  | "high-right"
  | "low-left"
  | "low-right";

/** Where the zone lay, as seen from the reference: each sentence is whole, as other languages join directions otherwise. */
const zoneSentences: Readonly<Record<ZoneOutcome, Readonly<Record<Direction, string>>>> = {
  hit: {
    level: t`Your zone is on the reference.`,
    high: t`Your zone is on the reference, a little high.`,
    low: t`Your zone is on the reference, a little low.`,
    left: t`Your zone is on the reference, a little to the left.`,
    right: t`Your zone is on the reference, a little to the right.`,
    "high-left": t`Your zone is on the reference, a little high and to the left.`,
    "high-right": t`Your zone is on the reference, a little high and to the right.`,
    "low-left": t`Your zone is on the reference, a little low and to the left.`,
    "low-right": t`Your zone is on the reference, a little low and to the right.`,
  },
  shifted: {
    level: t`Your zone only grazes the reference.`,
    high: t`Your zone overlaps the reference but sits too high.`,
    low: t`Your zone overlaps the reference but sits too low.`,
    left: t`Your zone overlaps the reference but sits too far left.`,
    right: t`Your zone overlaps the reference but sits too far right.`,
    "high-left": t`Your zone overlaps the reference but sits too high and too far left.`,
    "high-right": t`Your zone overlaps the reference but sits too high and too far right.`,
    "low-left": t`Your zone overlaps the reference but sits too low and too far left.`,
    "low-right": t`Your zone overlaps the reference but sits too low and too far right.`,
  },
  "too-large": {
    level: t`Your zone takes in most of the reference but reaches far beyond it.`,
    high: t`Your zone takes in most of the reference but reaches far beyond it, mostly upwards.`,
    low: t`Your zone takes in most of the reference but reaches far beyond it, mostly downwards.`,
    left: t`Your zone takes in most of the reference but reaches far beyond it, mostly to the left.`,
    right: t`Your zone takes in most of the reference but reaches far beyond it, mostly to the right.`,
    "high-left": t`Your zone takes in most of the reference but reaches far beyond it, mostly upwards and to the left.`,
    "high-right": t`Your zone takes in most of the reference but reaches far beyond it, mostly upwards and to the right.`,
    "low-left": t`Your zone takes in most of the reference but reaches far beyond it, mostly downwards and to the left.`,
    "low-right": t`Your zone takes in most of the reference but reaches far beyond it, mostly downwards and to the right.`,
  },
  "too-small": {
    level: t`Your zone is on the reference but takes in only a small part of it.`,
    high: t`Your zone is on the reference but takes in only a small part of it, high.`,
    low: t`Your zone is on the reference but takes in only a small part of it, low.`,
    left: t`Your zone is on the reference but takes in only a small part of it, to the left.`,
    right: t`Your zone is on the reference but takes in only a small part of it, to the right.`,
    "high-left": t`Your zone is on the reference but takes in only a small part of it, high and to the left.`,
    "high-right": t`Your zone is on the reference but takes in only a small part of it, high and to the right.`,
    "low-left": t`Your zone is on the reference but takes in only a small part of it, low and to the left.`,
    "low-right": t`Your zone is on the reference but takes in only a small part of it, low and to the right.`,
  },
  missed: {
    level: t`No zone was drawn.`,
    high: t`Your zone misses the reference: it lies too high.`,
    low: t`Your zone misses the reference: it lies too low.`,
    left: t`Your zone misses the reference: it lies too far left.`,
    right: t`Your zone misses the reference: it lies too far right.`,
    "high-left": t`Your zone misses the reference: it lies too high and too far left.`,
    "high-right": t`Your zone misses the reference: it lies too high and too far right.`,
    "low-left": t`Your zone misses the reference: it lies too low and too far left.`,
    "low-right": t`Your zone misses the reference: it lies too low and too far right.`,
  },
};

const directionOf = ({ vertical, horizontal }: Offset): Direction =>
  vertical && horizontal ? `${vertical}-${horizontal}` : (vertical ?? horizontal ?? "level");

/** Of an outcome that only a newer server knows, its name. */
function describeZone({ outcome, offset }: ZoneReading): string {
  return zoneSentences[outcome]?.[directionOf(offset)] ?? t`Your zone: ${outcome}.`;
}

/** `"right"`, `"wrong"`, or `"given"` where the phase was not asked for. */
export const phaseOutcomeSchema = z.enum(["right", "wrong", "given"]);
export type PhaseOutcome = z.infer<typeof phaseOutcomeSchema>;
export const PHASE_OUTCOMES: readonly PhaseOutcome[] = phaseOutcomeSchema.options;

export const phaseOutcomeLabels: Readonly<Record<PhaseOutcome, string>> = {
  right: t`Right phase`,
  wrong: t`Wrong phase`,
  given: t`Phase given`,
};

/** The sentence that is read first after an answer: what was right, and where the zone lay. */
export function describeAnswer(phase: PhaseOutcome, zone: ZoneReading): string {
  const where = describeZone(zone);
  if (phase === "given") return where;
  if (phase === "right") return `${t`Right phase.`} ${where}`;
  return zone.outcome === "hit"
    ? t`Wrong phase. Your zone is on the reference, but under a wrong phase the case is not a hit.`
    : `${t`Wrong phase.`} ${where}`;
}

const phaseWords: Readonly<Record<PhaseOutcome, string>> = {
  right: t`right phase`,
  wrong: t`wrong phase`,
  given: t`phase given`,
};

/** The same in a line of a list: "right phase, zone too small". */
export function summarizeAnswer(phase: PhaseOutcome, zone: ZoneOutcome): string {
  return t`${phaseWords[phase]}, ${nameOf(zoneWords, zone)}`;
}
