import { z } from "zod";
import { PHASES } from "./phases";
import { open } from "./view";

export const phaseSchema = z.enum(PHASES);

/** A definition as it is handed to a reader. */
export const definitionSchema = z.object({ phase: open(phaseSchema), text: z.string() });

/** Something of each phase. Of a phase that only a newer server knows nothing is read. */
export const byPhase = <Schema extends z.ZodType>(each: Schema) =>
  z.object({ A: each, B: each, C: each, D: each });
