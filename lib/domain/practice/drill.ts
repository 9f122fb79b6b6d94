import { z } from "zod";
import { t } from "@/lib/language/t";
import { phaseSchema } from "../phase-schema";
import { MISS_KINDS, type MissKind, takenFor } from "./misses";

/** What a drill is for. */
export const drillSchema = z
  .object({ phase: phaseSchema, kind: z.enum(MISS_KINDS as readonly [MissKind, ...MissKind[]]) })
  .refine(({ phase, kind }) => takenFor(kind) !== phase, t`A phase can’t be taken for itself.`);
