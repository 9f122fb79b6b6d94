import { z } from "zod";
import { plural, t } from "@/lib/language/t";
import { daySchema } from "../time/day";
import { FORMER_DOMAIN } from "./former";
import { roleSchema } from "./role";

/** People who are moved or promoted at once. */
export const MOST_MOVED = 1_000;

const optionalText = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .transform((text) => text || null)
    .nullable()
    .catch(null);

/** What a list of people is narrowed to; whatever makes no sense is left out. */
export const peopleQuerySchema = z.object({
  search: optionalText(200).default(null),
  role: roleSchema.nullable().catch(null).default(null),
  /** A cohort's id, or none. */
  cohort: z
    .union([z.uuid(), z.literal("none")])
    .nullable()
    .catch(null)
    .default(null),
  /** Of training; or none, where it is not known. */
  year: z
    .union([z.coerce.number().int().min(1).max(10), z.literal("none")])
    .nullable()
    .catch(null)
    .default(null),
  account: z.enum(["open", "closed", "all", "leaving"]).catch("open").default("open"),
  page: z.coerce.number().int().min(1).catch(1).default(1),
});
export type PeopleQuery = z.infer<typeof peopleQuerySchema>;

/**
 * A name on one line, without characters that change the direction of the text around it: with them, it could be taken
 * for another person's name.
 */
export const plainName = (text: string): string =>
  text
    .replaceAll(/\p{Bidi_Control}+/gu, "")
    .replaceAll(/[\s\p{Cc}]+/gu, " ")
    .trim();

export const nameSchema = z
  .string()
  .transform(plainName)
  .pipe(z.string().min(1, t`The name is empty.`).max(200, t`A name has 200 characters at most.`));

export const emailSchema = z
  .string()
  .trim()
  .toLowerCase()
  .max(320, t`An e-mail address has 320 characters at most.`)
  .pipe(z.email(t`That is not an e-mail address.`));

export const trainingYearSchema = z
  .number(t`A year of training is a number from 1 to 10.`)
  .int(t`A year of training is a number from 1 to 10.`)
  .min(1, t`A year of training is a number from 1 to 10.`)
  .max(10, t`A year of training is a number from 1 to 10.`);

/** An address that somebody can own. */
const ownAddressSchema = emailSchema.refine(
  (email) => !email.endsWith(`@${FORMER_DOMAIN}`),
  t`That is not an e-mail address.`,
);

export const personChangeSchema = z
  .object({ name: nameSchema, email: ownAddressSchema, role: roleSchema })
  .partial()
  .strict();
export type PersonChange = z.infer<typeof personChangeSchema>;

export const trainingSchema = z.object({ year: trainingYearSchema, since: daySchema }).strict();
export type NewTraining = z.infer<typeof trainingSchema>;

export const moveSchema = z
  .object({
    userIds: z
      .array(z.uuid())
      .min(1, t`Choose at least one resident.`)
      .max(MOST_MOVED, t`Move ${plural(MOST_MOVED, "# resident", "# residents")} at most at once.`)
      .transform((ids) => [...new Set(ids)].sort()),
    /** From this day on, in the institution's time zone. */
    on: daySchema,
    /** Of training: as it is, the next one, or this one. */
    year: z.union([z.literal("keep"), z.literal("next"), trainingYearSchema]),
    cohort: z.discriminatedUnion("kind", [
      z.object({ kind: z.literal("keep") }).strict(),
      /** Out of every cohort, into this one. */
      z.object({ kind: z.literal("move"), id: z.uuid() }).strict(),
      /** Into this one too. */
      z.object({ kind: z.literal("add"), id: z.uuid() }).strict(),
      /** Out of this one; out of every one without an id. */
      z.object({ kind: z.literal("leave"), id: z.uuid().optional() }).strict(),
    ]),
  })
  .strict();
export type Move = z.infer<typeof moveSchema>;

export const cohortNameSchema = z
  .string()
  .transform(plainName)
  .pipe(
    z.string().min(1, t`The cohort has no name.`).max(200, t`A cohort’s name has 200 characters at most.`),
  );

export const newCohortSchema = z
  .object({
    /** Made by the client, so that the same request again makes no other. */
    id: z.uuid().optional(),
    name: cohortNameSchema,
  })
  .strict();

export const cohortChangeSchema = z
  .object({
    name: cohortNameSchema,
    /** Ended: everybody in it leaves it, and nobody joins until it is reopened. */
    ended: z.boolean(),
  })
  .partial()
  .strict();

export const deletionSchema = z
  .object({
    /** The person's e-mail address, as it was typed. */
    confirm: z.string().trim().toLowerCase(),
  })
  .strict();
