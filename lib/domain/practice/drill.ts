import { z } from "zod";
import { t } from "@/lib/language/t";
import { FIRST_MODE, MODES, type Mode, rulesOf } from "../attempts/mode";
import { phaseSchema } from "../phase-schema";
import { MISS_KINDS, type Miss, type MissKind, takenFor, taskOf } from "./misses";

/** What a drill is for. */
export const drillSchema = z
  .object({ phase: phaseSchema, kind: z.enum(MISS_KINDS as readonly [MissKind, ...MissKind[]]) })
  .refine(({ phase, kind }) => takenFor(kind) !== phase, t`A phase can’t be taken for itself.`);

/**
 * How the cases of a drill are put: where phases are drilled, the phase is asked, as its reader practises; where a zone
 * is, it is given.
 */
export function modeOfDrill({ kind }: Miss, practised: Mode = FIRST_MODE): Mode {
  const fits = (mode: Mode): boolean => rulesOf(mode).asksPhase === (taskOf(kind) === "phase");
  return fits(practised) ? practised : MODES.find(fits)!;
}
