import { z } from "zod";
import { t } from "@/lib/language/t";
import { plainText } from "../text/plain-text";

export const MOST_CHARACTERS = 30_000;

/** A wording of the notice. */
export const privacyNoticeSchema = z
  .object({
    text: z
      .string()
      .transform(plainText)
      .refine((text) => text !== "", t`Write what people are to know.`)
      .refine((text) => text.length <= MOST_CHARACTERS, t`A notice has 30,000 characters at most.`),
    /** Whether everybody has to accept it anew. The first one always has to be accepted. */
    substantial: z.boolean(),
  })
  .strict();

export const acceptanceOfNoticeSchema = z.object({ version: z.int().min(1) }).strict();
