import { z } from "zod";
import { plural, t } from "@/lib/language/t";
import { MOST_SET_CASES } from "./case-set";

const share = z
  .number()
  .min(0, t`Difficulty lies between 0 and 1.`)
  .max(1, t`Difficulty lies between 0 and 1.`);

/** Where a rule looks for cases. */
const poolSchema = z.object({
  /** Empty: all datasets. */
  datasetIds: z.array(z.uuid()).max(100).default([]),
  /** Of the videos; empty: all. */
  splits: z.array(z.enum(["train", "test", "none"])).default([]),
  /** A cohort none of whose residents may have answered the cases. */
  unseenBy: z.uuid().nullable().default(null),
  /** A set with whose family the cases may share no video. */
  apartFrom: z.uuid().nullable().default(null),
  /** The same seed and the same cases give the same set. */
  seed: z.number().int().min(0).max(4_294_967_295),
});
export type PoolRule = z.infer<typeof poolSchema>;

const size = z
  .number(t`Say how many cases.`)
  .int(t`A number of cases is whole.`)
  .min(1, t`A set has a case at least.`)
  .max(MOST_SET_CASES, t`A set has ${plural(MOST_SET_CASES, "# case", "# cases")} at most.`);

/** "20 cases, even over phases, difficulty 0.3–0.7, half of them with the model wrong, none seen by this cohort." */
export const setRuleSchema = poolSchema.extend({
  cases: size,
  phases: z.enum(["even", "any"]).default("even"),
  difficulty: z
    .object({ from: share, to: share, /** Cases nobody has answered too. */ unmeasured: z.boolean() })
    .refine(({ from, to }) => from <= to, t`The difficulty goes from the lower figure to the higher.`)
    .nullable()
    .default(null),
  model: z
    .object({
      runId: z.uuid(),
      wrong: z
        .number(t`Say in how many cases the model is wrong.`)
        .int(t`In how many cases the model is wrong is a whole number.`)
        .min(0, t`In how many cases the model is wrong is 0 or more.`)
        .max(MOST_SET_CASES, t`A set has ${plural(MOST_SET_CASES, "# case", "# cases")} at most.`),
      /** Whether `wrong` is a number of cases, or per cent of them: then the model has read all of them. */
      unit: z.enum(["cases", "percent"]).default("cases"),
    })
    .refine(({ wrong, unit }) => unit === "cases" || wrong <= 100, t`A share is 100% at most.`)
    .nullable()
    .default(null),
  mostOfOneVideo: z.number().int().min(1).max(MOST_SET_CASES).nullable().default(null),
});
export type SetRule = z.infer<typeof setRuleSchema>;

/** Matched forms: a pre-test and a post-test of one size, and a practice set between them where one is wanted. */
export const formsRuleSchema = poolSchema.extend({
  /** Of each test. */
  cases: size,
  /** Of the practice set; 0: none is made. */
  practice: z.number().int().min(0).max(MOST_SET_CASES).default(0),
});
export type FormsRule = z.infer<typeof formsRuleSchema>;
