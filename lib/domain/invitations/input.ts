import { z } from "zod";
import { t } from "@/lib/language/t";
import { emailSchema, nameSchema, trainingYearSchema } from "../people/input";
import { newPasswordSchema } from "../people/password";
import { roleSchema } from "../people/role";

/** A link opens for so long. */
export const VALID_DAYS = 14;

/** Rows that a list may have; larger ones are sent in parts. */
export const MOST_ROWS = 2_000;
/** UTF-16 units that a list may have. */
export const LONGEST_LIST = 200_000;
/** A character has up to so many bytes in UTF-8. */
export const BYTES_A_CHARACTER = 4;
/** A request that holds the longest list, in whichever letters: the server takes no larger one. */
export const LIST_LIMIT_BYTES = 800 * 1024;

export const newInvitationSchema = z
  .object({
    email: emailSchema,
    name: nameSchema,
    role: roleSchema,
    cohortId: z.uuid().nullable().default(null),
    trainingYear: trainingYearSchema.nullable().default(null),
  })
  .strict()
  .refine(({ role, cohortId }) => role === "resident" || cohortId === null, {
    path: ["cohortId"],
    message: t`Only residents belong to a cohort.`,
  })
  .refine(({ role, trainingYear }) => role === "resident" || trainingYear === null, {
    path: ["trainingYear"],
    message: t`Only residents have a year of training.`,
  });
export type NewInvitation = z.input<typeof newInvitationSchema>;

const listSchema = z.string().max(LONGEST_LIST, t`The list is too long: send it in parts.`);

export const checkListSchema = z.object({ list: listSchema }).strict();

export const importListSchema = z
  .object({
    list: listSchema,
    /** The report’s: what was seen is what is done. */
    digest: z.string().regex(/^[0-9a-f]{64}$/),
    /** Made by the browser: the same list is not sent twice. */
    id: z.uuid(),
  })
  .strict();

/** 32 random bytes in base64url. */
export const secretSchema = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

export const acceptanceSchema = z
  .object({ secret: z.string().max(200), password: newPasswordSchema })
  .strict();
