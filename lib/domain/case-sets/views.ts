import { z } from "zod";
import { libraryEntrySchema } from "../library/views";
import { setStatusSchema } from "../set-status";
import { idSchema, momentSchema, open, type View } from "../view";
import { setPurposeSchema } from "./case-set";
import { formsDifferenceSchema } from "./match-forms";
import { phaseCountsSchema } from "./quotas";

/** A case of a set, with who has answered it. */
const setItemSchema = libraryEntrySchema.extend({
  /** Cohorts of which somebody has answered it. */
  seenBy: z.array(z.string()),
});
export type SetItem = View<typeof setItemSchema>;

/** A line of the list of sets. */
export const caseSetSummarySchema = z.object({
  id: idSchema,
  name: z.string(),
  status: open(setStatusSchema),
  purpose: open(setPurposeSchema),
  shared: z.boolean(),
  /** Null where the account is gone. */
  author: z.string().nullable(),
  mine: z.boolean(),
  /** Whether the viewer may change it: a draft of one's own, or of anybody's for those who oversee sets. */
  mayEdit: z.boolean(),
  cases: z.number(),
  videos: z.number(),
  phases: phaseCountsSchema,
  /** Null where none of its cases is measured. */
  difficulty: z.number().nullable(),
  assignments: z.number(),
  /** Other sets with which it shares no video. */
  apartFrom: z.array(z.string()),
  /** ISO. */
  updatedAt: momentSchema,
});
export type CaseSetSummary = View<typeof caseSetSummarySchema>;

/** Another set of the family, with the videos that it keeps for itself. */
const familyMemberSchema = z.object({
  id: idSchema,
  name: z.string(),
  status: open(setStatusSchema),
  purpose: open(setPurposeSchema),
  videos: z.array(
    z.object({
      id: idSchema,
      name: z.string(),
      dataset: z.string(),
    }),
  ),
});
export type FamilyMember = View<typeof familyMemberSchema>;

/** A set as it is built. */
export const caseSetDetailSchema = z.object({
  id: idSchema,
  name: z.string(),
  description: z.string(),
  purpose: open(setPurposeSchema),
  shared: z.boolean(),
  status: open(setStatusSchema),
  author: z.string().nullable(),
  mine: z.boolean(),
  mayEdit: z.boolean(),
  /** Whether it was built by a rule. */
  byRule: z.boolean(),
  items: z.array(setItemSchema),
  family: z.array(familyMemberSchema),
  assignments: z.number(),
  /** ISO; what a change must name, so that nobody overwrites what they have not seen. */
  updatedAt: momentSchema,
  publishedAt: momentSchema.nullable(),
  cohorts: z.array(
    z.object({
      id: idSchema,
      name: z.string(),
    }),
  ),
  runs: z.array(
    z.object({
      id: idSchema,
      model: z.string(),
      run: z.string(),
    }),
  ),
  /** Sets it can be kept apart from. */
  others: z.array(
    z.object({
      id: idSchema,
      name: z.string(),
    }),
  ),
});
export type CaseSetDetail = View<typeof caseSetDetailSchema>;

/** What a rule gives. */
export const ruleProposalSchema = z.object({
  items: z.array(setItemSchema),
  unmet: z.array(z.string()),
});
export type RuleProposal = View<typeof ruleProposalSchema>;

/** What matching gives. */
export const formsProposalSchema = z.object({
  pre: z.array(setItemSchema),
  post: z.array(setItemSchema),
  practice: z.array(setItemSchema),
  difference: formsDifferenceSchema,
  /** What could not be met: a sentence each. */
  unmet: z.array(z.string()),
});
export type FormsProposal = View<typeof formsProposalSchema>;

/** What came of a change: the time it is named by from now on; or whose change came first. */
export const savedSetSchema = z.union([
  z.object({
    saved: z.literal(true),
    updatedAt: momentSchema,
  }),
  z.object({
    saved: z.literal(false),
    updatedAt: momentSchema,
  }),
]);
export type SavedSet = View<typeof savedSetSchema>;
