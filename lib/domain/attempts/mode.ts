import { z } from "zod";
import type { Phase } from "../phases";

/**
 * How a case is put to a reader.
 *
 * - guided: says at once whether the phase was right, and shows the definition of the correct phase.
 * - exam: says nothing, and shows the definition of the chosen phase.
 * - phase-given: the phase is given; only the zone is asked, and only conditioned figures count it.
 */
export const modeSchema = z.enum(["guided", "exam", "phase-given"]);
export type Mode = z.infer<typeof modeSchema>;
export const MODES: readonly Mode[] = modeSchema.options;

export const modeNames: Readonly<Record<Mode, string>> = {
  guided: "Guided",
  exam: "Exam",
  "phase-given": "Phase given",
};

/**
 * The phase whose definition a reader sees once the phase is locked: the paper's rectified conditioning
 * in practice, the reader's own in an exam (section 4.1.2).
 */
export function definedPhase(mode: Mode, chosen: Phase, reference: Phase): Phase {
  return mode === "exam" ? chosen : reference;
}
