import { z } from "zod";
import { t } from "@/lib/language/t";
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

/** What each outcome is, below its label. */
export const zoneOutcomeMeanings: Readonly<Record<ZoneOutcome, string>> = {
  hit: t`IoU of ${HIT_IOU} or more`,
  shifted: t`overlaps, but off to a side`,
  "too-large": t`covers half of the reference or more, and far beyond`,
  "too-small": t`lies on the reference, but takes in little of it`,
  missed: t`touches no reference zone, or was never drawn`,
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

const tooFar = {
  high: t`too high`,
  low: t`too low`,
  left: t`too far left`,
  right: t`too far right`,
} as const;
const reaching = { high: "upwards", low: "downwards", left: t`to the left`, right: t`to the right` } as const;
const sitting = { high: "high", low: "low", left: t`to the left`, right: t`to the right` } as const;

/** Where the zone lay, as seen from the reference. */
function describeZone({ outcome, offset }: ZoneReading): string {
  const [far, reach, sits] = [tooFar, reaching, sitting].map((words) => offsetWords(offset, words));
  switch (outcome) {
    case "hit":
      return sits ? t`Your zone is on the reference, a little ${sits}` : t`Your zone is on the reference`;
    case "shifted":
      return far
        ? t`Your zone overlaps the reference but sits ${far}`
        : t`Your zone only grazes the reference`;
    case "too-large":
      return t`Your zone takes in most of the reference but reaches far beyond it${reach ? t`, mostly ${reach}` : ""}`;
    case "too-small":
      return t`Your zone is on the reference but takes in only a small part of it${sits ? `, ${sits}` : ""}`;
    case "missed":
      return far ? t`Your zone misses the reference: it lies ${far}` : t`No zone was drawn`;
    // A word that only a newer server knows.
    default:
      return t`Your zone: ${outcome satisfies never}`;
  }
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
  if (phase === "given") return `${where}.`;
  if (phase === "right") return t`Right phase. ${where}.`;
  return zone.outcome === "hit"
    ? t`Wrong phase. Your zone is on the reference, but under a wrong phase the case is not a hit.`
    : t`Wrong phase. ${where}.`;
}

/** The same in a line of a list: "right phase, zone too small". */
export function summarizeAnswer(phase: PhaseOutcome, zone: ZoneOutcome): string {
  const where = nameOf(zoneWords, zone);
  return phase === "given" ? t`phase given, ${where}` : t`${phase} phase, ${where}`;
}
