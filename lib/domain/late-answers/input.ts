import { z } from "zod";
import { t } from "@/lib/language/t";
import { submitZoneInputSchema } from "../attempts/answer";
import { phaseSchema } from "../phase-schema";
import { plainText } from "../text/plain-text";

/** An answer that an assignment refused because it came after the end, or a day after its phase, as it was given. */
export const lateAnswerSchema = submitZoneInputSchema
  .extend({
    assignmentId: z.uuid(),
    caseId: z.uuid(),
    /** Left out where it was locked in time under the attempt's id, or is given. */
    phase: phaseSchema.optional(),
    phaseConfidence: z.number().min(0).max(1).optional(),
    /** When each part was given, by the clock of the device that it was given on. */
    phaseGivenAt: z.iso.datetime({ offset: true }).optional(),
    givenAt: z.iso.datetime({ offset: true }),
  })
  .strict();

export const lateDecisionSchema = z
  .object({
    taken: z.boolean(),
    /** Read by the reader. */
    reason: z.string().overwrite(plainText).min(1, t`Give a reason: its reader will read it.`).max(1000),
  })
  .strict();
