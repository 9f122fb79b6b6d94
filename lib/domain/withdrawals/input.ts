import { z } from "zod";
import { plural, t } from "@/lib/language/t";
import { plainText } from "../text/plain-text";

/** How long a reason may be, in characters: it is shown in place of the picture. */
export const LONGEST_REASON = 300;

/** Why something is taken back, as it is shown wherever it is missed. */
export const reasonSchema = z
  .string()
  .overwrite(plainText)
  .min(1, t`Say why, in a sentence.`)
  .max(LONGEST_REASON, t`Say it in ${plural(LONGEST_REASON, "# character", "# characters")} or fewer.`);

export const retirementSchema = z
  .object({
    reason: reasonSchema,
    /** Whether assignments that are running, or will open, ask it no more; else they go on as they were given. */
    fromAssignments: z.boolean().default(false),
  })
  .strict();

export const closingSchema = z.object({ reason: reasonSchema }).strict();

export const purgeSchema = z
  .object({
    reason: reasonSchema,
    /** The cases that were told to show the picture: another one meanwhile is a conflict. */
    caseIds: z.array(z.uuid()).min(1).max(1000),
  })
  .strict();
