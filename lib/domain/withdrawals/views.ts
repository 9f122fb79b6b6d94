import { z } from "zod";
import { idSchema, momentSchema, type View } from "../view";

/** Since when something is taken back, and why. */
export const takenBackSchema = z.object({ at: momentSchema, because: z.string() });
export type TakenBack = View<typeof takenBackSchema>;

const namedCaseSchema = z.object({
  id: idSchema,
  dataset: z.string(),
  video: z.string(),
  frame: z.number(),
});
export type NamedCase = View<typeof namedCaseSchema>;

/** What hangs on a case, for whoever would retire it or remove its picture. */
export const withdrawalSchema = z.object({
  id: idSchema,
  video: z.string(),
  frame: z.number(),
  retired: takenBackSchema.nullable(),
  /** Of its picture. */
  removed: takenBackSchema.nullable(),
  /** Whether the picture's files are gone from the storage by now. */
  erased: z.boolean(),
  /** SHA-256 of the picture's original, in hexadecimal. */
  sha256: z.string(),
  /** The case itself and all others of the institution that show the picture, or showed it before. */
  cases: z.array(namedCaseSchema),
  /** How many cases of other institutions show it. */
  elsewhere: z.number(),
  /** Assignments with one of the cases that are running, or will open. */
  assignments: z.array(z.object({ id: idSchema, name: z.string() })),
  /** Answers to the cases, which stay. */
  answers: z.number(),
  /** Case sets with one of them. */
  sets: z.number(),
});
export type Withdrawal = View<typeof withdrawalSchema>;

export const retiredSchema = z.object({
  /** Assignments that ask it no more. */
  assignments: z.number(),
});

export const purgedSchema = z.object({
  /** Cases whose picture it was. */
  cases: z.number(),
  assignments: z.number(),
  /** Whether its files are gone. Where not, the server goes on by itself. */
  erased: z.boolean(),
});

/** What became of an import that was taken back. */
export const takenBackImportSchema = z.object({
  dataset: z.string(),
  /** Cases that the import had made: they are gone. */
  removed: z.number(),
  /** Cases that have the reference, or the state, that they had before. */
  restored: z.number(),
  /** Model runs that the import had made. */
  runs: z.number(),
  /** Whether the dataset itself was made by the import, and is gone. */
  datasetRemoved: z.boolean(),
  /** Pictures that no case shows any more, and whose files are gone; null: the server goes on with it by itself. */
  pictures: z.number().nullable(),
});
export type TakenBackImport = View<typeof takenBackImportSchema>;

export const openingSchema = z.object({
  /** Published cases that would be open. */
  cases: z.number(),
  /** Cases that would be open once they are published. */
  drafts: z.number(),
  residents: z.number(),
  /** Its cases that are in assignments whose results aren't released. */
  inExams: z.number(),
});
export type Opening = View<typeof openingSchema>;
