import { z } from "zod";
import { plural, t } from "@/lib/language/t";
import { plainName } from "../text/plain-text";

/** More cases than that are no review by hand: the paper's test set has 495. */
export const MOST_REVIEWED_CASES = 600;
const MOST_REVIEWERS = 12;
const MOST_SOURCES = 4;

/** A source as a review is made of it: the clinicians' rationale, or a run's by its id. */
const sourceSchema = z.union([z.literal("reference"), z.uuid()]);
export type Source = z.infer<typeof sourceSchema>;

const distinct = (values: readonly string[]): boolean => new Set(values).size === values.length;

const sourcesSchema = z
  .array(sourceSchema)
  .min(2, t`Choose two sources or more: a single one has nothing to be held against.`)
  .max(MOST_SOURCES, t`Choose four sources at most.`)
  .refine(distinct, t`A source is named twice.`);

const reviewersSchema = z
  .array(z.uuid())
  .min(1, t`Choose at least one reviewer.`)
  .max(MOST_REVIEWERS, t`Choose ${plural(MOST_REVIEWERS, "# reviewer", "# reviewers")} at most.`)
  .refine(distinct, t`A reviewer is named twice.`);

/** Which cases there are to choose from. */
export const reviewScopeSchema = z
  .object({
    datasetId: z.uuid(),
    /** Of the videos; null: all. */
    split: z.enum(["train", "test"]).nullable(),
    sources: sourcesSchema,
  })
  .strict();
export type ReviewScope = z.infer<typeof reviewScopeSchema>;

/** A review to be made. */
export const newReviewSchema = reviewScopeSchema.extend({
  /** Made by the client, so that the same request again makes no other. */
  id: z.uuid().optional(),
  name: z
    .string()
    .overwrite(plainName)
    .min(1, t`Give the review a name.`)
    .max(120, t`The name has 120 characters at most.`),
  /** How many, evenly over the phases; null: all. */
  cases: z
    .number(t`Say how many cases.`)
    .int(t`Cases are counted in whole numbers.`)
    .min(1, t`A review has at least one case.`)
    .max(MOST_REVIEWED_CASES, t`A review has ${plural(MOST_REVIEWED_CASES, "# case", "# cases")} at most.`)
    .nullable(),
  /** The same number over the same cases chooses the same ones. */
  seed: z.number(t`The seed is a number.`).int().min(0).max(2_147_483_647),
  reviewers: reviewersSchema,
});
export type NewReview = z.infer<typeof newReviewSchema>;
