import { z } from "zod";
import { recalledEntitySchema } from "../rationale-recall";
import { open, type View } from "../view";
import { reasonGradeSchema, reasonPartSchema } from "./reason-schema";

/** The marks of a part as one side sees them. */
export const shownMarksSchema = z.object({
  /** Of the side that looks. */
  mark: open(reasonGradeSchema).nullable(),
  /** Of the other side; null too while the side that looks has given none: neither marks by the other. */
  other: open(reasonGradeSchema).nullable(),
});
export type ShownMarks = View<typeof shownMarksSchema>;

/** What a reader wrote of a part, held against the reference. */
export const shownReasonSchema = shownMarksSchema.extend({
  part: open(reasonPartSchema),
  words: z.string(),
  /** What the reference names in this part, and whether the reader's words name it too. */
  recall: z.array(recalledEntitySchema),
});
export type ShownReason = View<typeof shownReasonSchema>;

/** How far two sides agree about a part. */
export const markAgreementSchema = z.object({
  part: open(reasonPartSchema),
  /** Texts that both have marked. */
  n: z.number(),
  /** The share with the same mark, 0 to 1; null without any. */
  same: z.number().nullable(),
  /** Cohen's weighted κ; null where it is undefined. */
  kappa: z.number().nullable(),
});
export type MarkAgreement = View<typeof markAgreementSchema>;

/** The words of an assignment's readers, in figures. */
export const reasonResultsSchema = z.object({
  parts: z.array(
    markAgreementSchema.extend({
      /** Texts, and how many of them the readers and the faculty have marked. */
      written: z.number(),
      byReaders: z.number(),
      byFaculty: z.number(),
    }),
  ),
  /** Answers with words that no faculty has marked, and the one that waits longest. */
  unmarked: z.object({ n: z.number(), attemptId: z.string() }).nullable(),
});
export type ReasonResults = View<typeof reasonResultsSchema>;

/** How often texts of a part got each mark. */
export type GradeCounts = Readonly<Record<z.infer<typeof reasonGradeSchema>, number>>;

/** A reader's own marks over time. */
export type ReasonProgress = {
  /** Oldest first; weeks without a mark are left out. */
  readonly weeks: readonly {
    /** The Monday it begins with in the institution's time zone, as YYYY-MM-DD. */
    readonly week: string;
    readonly nextAction: GradeCounts;
    readonly criticalRisk: GradeCounts;
  }[];
  /** With the faculty, of the parts that both have marked. */
  readonly agreement: readonly MarkAgreement[];
};
