import { z } from "zod";
import { t } from "@/lib/language/t";
import { plainName } from "../text/plain-text";

/** Why somebody else takes a person's data. It stands in the audit trail, and the person is told. */
export const dataRequestSchema = z
  .object({
    reason: z
      .string()
      .transform(plainName)
      .refine(
        (reason) => reason.length >= 10,
        t`Say why, in ten characters or more: it is written down, and the person is told.`,
      )
      .refine((reason) => reason.length <= 300, t`A reason has 300 characters at most.`),
  })
  .strict();
