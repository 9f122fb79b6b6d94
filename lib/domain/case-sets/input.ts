import { z } from "zod";
import { t } from "@/lib/language/t";
import { setCasesSchema, setFieldsSchema, setNameSchema, setPurposeSchema } from "./case-set";
import { formsRuleSchema, setRuleSchema } from "./rule";

/** A draft as it stands in the builder. */
export const savedFieldsSchema = setFieldsSchema.extend({
  /** As the set was last read: what was changed since by somebody else is not overwritten. */
  updatedAt: z.iso.datetime(),
});

/** The sets that matching proposed. */
export const newFormsSchema = z.object({
  sets: z
    .array(z.object({ name: setNameSchema, purpose: setPurposeSchema, caseIds: setCasesSchema }))
    .min(2)
    .max(3),
  shared: z.boolean().default(true),
  rule: formsRuleSchema,
});

/** Cases that go to the end of a draft. */
export const addedCasesSchema = z.object({ caseIds: setCasesSchema.min(1, t`Choose a case to add.`) });

/** A set to be made. */
export const newSetSchema = setFieldsSchema.extend({
  /** Made by the client, so that the same request again makes no other. */
  id: z.uuid().optional(),
  /** What it was built by, kept as it was asked; null where it was built by hand. */
  rule: setRuleSchema.nullable().default(null),
});
