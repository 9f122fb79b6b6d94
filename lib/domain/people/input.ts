import { z } from "zod";
import { plural, t } from "@/lib/language/t";
import { plainName } from "../text/plain-text";
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

/** What nobody sees, and copies from pages and mails bring along. Joiners are letters of some languages, and stay. */
const UNSEEN = /[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g;

/** A text of which nothing shows, though some of its letters belong to a script: fillers, selectors, an empty braille cell. */
const NOTHING_SEEN = /^[\s\p{Default_Ignorable_Code_Point}\u2800]*$/u;

/** A text without what nobody sees of it, and without the space around it. */
export const seenText = (text: string): string =>
  text
    .replaceAll(UNSEEN, "")
    .replaceAll(/[\u200c\u200d]+$|^[\u200c\u200d]+/g, "")
    .trim();

/**
 * A name on one line, without characters that change the direction of the text around it: with them, it could be taken
 * for another person's name. Empty where nothing of it shows.
 */
export const personName = (text: string): string => {
  const plain = plainName(
    text
      .replaceAll(UNSEEN, "")
      .replaceAll(/\p{Bidi_Control}+/gu, "")
      .replaceAll(/\p{Cc}+/gu, " "),
  );
  return NOTHING_SEEN.test(plain) ? "" : plain;
};

export const nameSchema = z
  .string()
  .transform(personName)
  .pipe(z.string().min(1, t`The name is empty.`).max(200, t`A name has 200 characters at most.`));

/** `Ann Lee <ann@h.example>`, as mail programs copy an address. */
const WITH_NAME = /^[^<>@]*<\s*([^<>\s]+@[^<>\s]+)\s*>[,;]?$/;

/** An address, without what nobody sees, the name before it and `mailto:`. Full-width letters are letters. */
export const emailSchema = z
  .string()
  .max(320, t`An e-mail address has 320 characters at most.`)
  .transform((text) => {
    const seen = seenText(text)
      .normalize("NFKC")
      .replace(/^mailto:/i, "");
    return (WITH_NAME.exec(seen)?.[1] ?? seen).toLowerCase();
  })
  .pipe(
    z
      .string()
      .refine(
        (email) => !/\S\s+\S/.test(email),
        t`There is a space in the e-mail address, which may not show: write it anew.`,
      )
      .refine((email) => /^[\x20-\x7e]*$/.test(email) || !email.includes("@"), {
        error: ({ input }) =>
          t`The e-mail address holds “${oddLetter(String(input))}”, which is no letter of an address: write it anew.`,
      })
      .pipe(z.email(t`That is not an e-mail address.`)),
  );

/** The first character that an address can't have, by its number where it may not show. */
function oddLetter(text: string): string {
  const odd = /[^\x20-\x7e]/u.exec(text)?.[0] ?? "";
  const code = odd.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0");
  return /^\p{L}$/u.test(odd) && !NOTHING_SEEN.test(odd) ? odd : `U+${code}`;
}

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
  .transform(personName)
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
