import { z } from "zod";
import { plural, t } from "@/lib/language/t";
import { modeSchema } from "../attempts/mode-schema";
import { setCasesSchema } from "../case-sets/case-set";
import { reasonTermSchema } from "../reasons/reason-schema";
import { aidKindSchema } from "../second-look/aid";
import { plainName, plainText } from "../text/plain-text";
import { localTimeSchema } from "../time/day";

/** A reader should be able to finish an assignment: it has no more cases than this. */
export const MOST_ASSIGNED_CASES = 500;
export const MOST_READERS = 1000;
const MOST_MINUTES = 1440;
const MOST_ATTEMPTS = 20;

const distinct = (values: readonly string[]): boolean => new Set(values).size === values.length;

const idsSchema = z.array(z.uuid()).max(MOST_READERS).refine(distinct, t`One is named twice.`);

/** Whom an assignment is given to: everybody in these cohorts, and these residents. */
export const audienceSchema = z.object({ cohortIds: idsSchema, userIds: idsSchema }).strict();
export type Audience = z.infer<typeof audienceSchema>;

/** When the readers get their results: with each zone, when somebody releases them, or at a time. */
const releaseSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("at-once") }).strict(),
  z.object({ kind: z.literal("by-hand") }).strict(),
  z.object({ kind: z.literal("at"), at: localTimeSchema }).strict(),
]);
export type Release = z.infer<typeof releaseSchema>;

const nameSchema = z
  .string()
  .overwrite(plainName)
  .min(1, t`Give the assignment a name.`)
  .max(120, t`The name has 120 characters at most.`);
const instructionsSchema = z
  .string()
  .overwrite(plainText)
  .max(4000, t`The instructions have 4,000 characters at most.`);
const timeLimitSchema = z
  .number(t`The time limit is a number of minutes.`)
  .int(t`The time limit is in whole minutes.`)
  .min(1, t`The time limit is at least a minute.`)
  .max(MOST_MINUTES, t`The time limit is a day at most.`)
  .nullable();

/** What can be changed while it runs. Times are those of the institution's clocks. */
export const termsSchema = z
  .object({
    name: nameSchema,
    instructions: instructionsSchema,
    opens: localTimeSchema,
    due: localTimeSchema.nullable(),
    closes: localTimeSchema.nullable(),
    timeLimitMinutes: timeLimitSchema,
    release: releaseSchema,
    /** Whether readers write their reasons before the reveal; left out it stays, and is "no" at first. */
    reasons: reasonTermSchema.optional(),
    /** The aid of a second look; null for none. Left out it stays, and there is none at first. */
    secondLook: aidKindSchema.nullable().optional(),
  })
  .strict();
export type AssignmentTerms = z.infer<typeof termsSchema>;

/** What is given: a case set, or cases of the library, of which a set is made. One of the two. */
const contentShape = {
  caseSetId: z.uuid(t`Choose a case set.`).optional(),
  caseIds: setCasesSchema.min(1, t`Choose a case.`).optional(),
};

const hasOneContent = (given: { readonly caseSetId?: unknown; readonly caseIds?: unknown }): boolean =>
  (given.caseSetId === undefined) !== (given.caseIds === undefined);

const oneContent = { message: t`Choose a case set, or cases.`, path: ["caseSetId"] };

export const newAssignmentSchema = termsSchema
  .extend({
    /** Made by the client, so that the same request again makes no other. */
    id: z.uuid().optional(),
    ...contentShape,
    /** Whether a draft is published first, for good. */
    publish: z.boolean().default(false),
    mode: modeSchema,
    attemptsAllowed: z
      .number(t`Say how many attempts at each case.`)
      .int(t`Attempts are counted in whole numbers.`)
      .min(1, t`There is at least one attempt at each case.`)
      .max(
        MOST_ATTEMPTS,
        t`There are ${plural(MOST_ATTEMPTS, "# attempt", "# attempts")} at each case at most.`,
      ),
    shuffled: z.boolean(),
    modelShown: z.boolean(),
    audience: audienceSchema,
  })
  .strict()
  .refine(hasOneContent, oneContent);
export type NewAssignment = z.infer<typeof newAssignmentSchema>;

/** What is changed for one reader; what is left out stays. */
export const readerTermsSchema = z
  .object({
    /** Null takes the extension back. */
    extendedUntil: localTimeSchema.nullable().optional(),
    /** The time limit counts from the next case on. */
    timeAnew: z.boolean().optional(),
    /** A reason excuses the reader; null withdraws the excuse. */
    excuse: z
      .string()
      .overwrite(plainText)
      .max(500, t`The reason has 500 characters at most.`)
      .nullable()
      .optional(),
  })
  .strict();
export type ReaderTerms = z.infer<typeof readerTermsSchema>;

/** Whom an assignment would be given to, to see what they know of its cases. */
export const audienceCheckSchema = z
  .object({ ...contentShape, audience: audienceSchema })
  .strict()
  .refine(hasOneContent, oneContent);
