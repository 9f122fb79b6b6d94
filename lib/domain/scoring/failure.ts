import { z } from "zod";
import { t } from "@/lib/language/t";
import { nameOf } from "../name-of";
import { contactReadingSchema } from "../no-go/contact-schema";
import { offsetSchema } from "../offset-schema";
import { open, type View } from "../view";
import { HIT_IOU } from "./thresholds";

/** How a zone relates to the reference. Crossed with right or wrong phase, these are the failure modes. */
export const zoneOutcomeSchema = z.enum(["hit", "shifted", "too-large", "too-small", "missed"]);
export type ZoneOutcome = z.infer<typeof zoneOutcomeSchema>;
export const ZONE_OUTCOMES: readonly ZoneOutcome[] = zoneOutcomeSchema.options;

/** What a zone did, where it lies as seen from the reference, and what of the No-Go regions it touches. */
export const zoneReadingSchema = z.object({
  outcome: open(zoneOutcomeSchema),
  offset: offsetSchema,
  /** Null where the reference has no No-Go region. */
  contact: contactReadingSchema.nullable(),
});
export type ZoneReading = View<typeof zoneReadingSchema>;

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

/** `"right"`, `"wrong"`, or `"given"` where the phase was not asked for. */
export const phaseOutcomeSchema = z.enum(["right", "wrong", "given"]);
export type PhaseOutcome = z.infer<typeof phaseOutcomeSchema>;
export const PHASE_OUTCOMES: readonly PhaseOutcome[] = phaseOutcomeSchema.options;

export const phaseOutcomeLabels: Readonly<Record<PhaseOutcome, string>> = {
  right: t`Right phase`,
  wrong: t`Wrong phase`,
  given: t`Phase given`,
};

const phaseWords: Readonly<Record<PhaseOutcome, string>> = {
  right: t`right phase`,
  wrong: t`wrong phase`,
  given: t`phase given`,
};

/** An answer in a line of a list: "right phase, zone too small". */
export function summarizeAnswer(phase: PhaseOutcome, zone: ZoneOutcome): string {
  return t`${phaseWords[phase]}, ${nameOf(zoneWords, zone)}`;
}
