import { z } from "zod";
import { t } from "@/lib/language/t";
import { agreementSchema } from "../disputes/agreement";
import { plainText } from "../text/plain-text";
import { drawnBodySchema } from "./annotation";

/** Work in the making: a reference, or a blind reading. */
export const draftSchema = drawnBodySchema.extend({ kind: z.enum(["reference", "blind"]) });

/** Which draft is handed in. */
export const submissionSchema = z.object({ kind: z.enum(["reference", "blind"]) });

/** A verdict on an annotation. */
export const verdictSchema = z
  .object({
    /** The one that was looked at: a verdict on it says nothing of another. */
    annotationId: z.uuid(),
    step: z.enum(["checking", "reviewing"]),
    agrees: z.boolean(),
    comment: z.string().overwrite(plainText).max(4_000).default(""),
  })
  .refine(({ agrees, comment }) => agrees || comment !== "", t`Say what is to be changed.`);

const people = z.array(z.uuid()).max(100);
/** Who does what for a dataset. */
export const dutiesSchema = z.object({
  annotator: people,
  checker: people,
  chief: people,
  /** Whose agreement another reference needs after a question; left out: as it is. */
  agreement: agreementSchema.optional(),
  /** Whether blind readings are asked for No-Go regions too; left out: as it is. */
  blindNoGo: z.boolean().optional(),
});
