import { z } from "zod";
import { plural, t } from "@/lib/language/t";
import { plainName, plainText } from "../text/plain-text";

/** What a set is for: to practise, or to test before and after. */
export const setPurposeSchema = z.enum(["practice", "pre", "post"]);
export type SetPurpose = z.infer<typeof setPurposeSchema>;
export const SET_PURPOSES: readonly SetPurpose[] = setPurposeSchema.options;

export const setPurposeNames: Readonly<Record<SetPurpose, string>> = {
  practice: t`Practice`,
  pre: t`Pre-test`,
  post: t`Post-test`,
};

/** Cases of one set at most. */
export const MOST_SET_CASES = 300;

export const setNameSchema = z
  .string(t`Give the set a name.`)
  .overwrite(plainName)
  .min(1, t`Give the set a name.`)
  .max(120, t`A name has 120 characters at most.`);

const description = z.string().overwrite(plainText).max(2000, t`A description has 2,000 characters at most.`);

/** The cases in their order, each once. */
export const setCasesSchema = z
  .array(z.uuid())
  .max(MOST_SET_CASES, t`A set has ${plural(MOST_SET_CASES, "# case", "# cases")} at most.`)
  .refine((ids) => new Set(ids).size === ids.length, t`A case stands in a set once.`);

/** What of a set can be changed while it is a draft. */
export const setFieldsSchema = z.object({
  name: setNameSchema,
  description: description.default(""),
  purpose: setPurposeSchema.default("practice"),
  /** Whether all faculty see, copy and assign it, or its author alone. */
  shared: z.boolean().default(true),
  caseIds: setCasesSchema.default([]),
  /** A set with which this one must share no video, and so with all of that one's family; null for none. */
  apartFrom: z.uuid().nullable().default(null),
});
export type SetFields = z.infer<typeof setFieldsSchema>;
