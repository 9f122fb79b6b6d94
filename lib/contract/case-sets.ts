import { z } from "zod";
import { addedCasesSchema, newFormsSchema, newSetSchema, savedFieldsSchema } from "../domain/case-sets/input";
import { formsRuleSchema, setRuleSchema } from "../domain/case-sets/rule";
import {
  caseSetDetailSchema,
  caseSetSummarySchema,
  formsProposalSchema,
  ruleProposalSchema,
  savedSetSchema,
} from "../domain/case-sets/views";
import { setStatusSchema } from "../domain/set-status";
import { idSchema, momentSchema, open } from "../domain/view";
import { NOT_FOUND, route, STAFF, storedSchema } from "./route";

const NOT_YOURS = "Only its author, a director or an administrator changes it";
const WHOLE_FAMILY = "The name is taken, or a video would be shared within the family";

const changed = z.object({ status: open(setStatusSchema), updatedAt: momentSchema });
const toChange = { who: STAFF, answer: changed, answers: "Done" } as const;
const refusals = { 403: NOT_YOURS, 404: NOT_FOUND };

export const caseSets = {
  list: route({
    method: "GET",
    path: "/api/case-sets",
    summary: "The sets that you may see",
    who: STAFF,
    answer: z.array(caseSetSummarySchema),
    answers: "All of them",
  }),
  create: route({
    method: "POST",
    path: "/api/case-sets",
    summary: "Make a set: a draft",
    who: STAFF,
    body: newSetSchema,
    status: 201,
    answer: storedSchema,
    answers: "Made",
    problems: { 404: "A case or a set that is not yours to use", 409: WHOLE_FAMILY },
  }),
  get: route({
    method: "GET",
    path: "/api/case-sets/{id}",
    summary: "A set as it is built",
    who: STAFF,
    answer: caseSetDetailSchema,
    answers: "The set",
    problems: { 404: NOT_FOUND },
  }),
  save: route({
    method: "PUT",
    path: "/api/case-sets/{id}",
    summary: "Store a draft as a whole",
    who: STAFF,
    body: savedFieldsSchema,
    answer: savedSetSchema,
    answers: "Stored; `updatedAt` is what the next change names",
    problems: {
      ...refusals,
      409: `It is no draft; ${WHOLE_FAMILY.toLowerCase()}`,
      412: "Somebody else has changed it since",
    },
  }),
  addCases: route({
    method: "POST",
    path: "/api/case-sets/{id}/cases",
    summary: "Put cases at the end of a draft",
    who: STAFF,
    body: addedCasesSchema,
    answer: z.object({ name: z.string(), added: z.number(), cases: z.number() }),
    answers: "How many were added, and how many it has",
    problems: {
      ...refusals,
      409: "It is no draft, it is full, or a video would be shared within its family",
    },
  }),
  publish: route({
    method: "POST",
    path: "/api/case-sets/{id}/publish",
    summary: "Publish a draft, for good",
    ...toChange,
    problems: { ...refusals, 409: "It is no draft, or it has no case" },
  }),
  archive: route({
    method: "POST",
    path: "/api/case-sets/{id}/archive",
    summary: "Put a set away",
    ...toChange,
    problems: { ...refusals, 409: "It is put away" },
  }),
  restore: route({
    method: "POST",
    path: "/api/case-sets/{id}/restore",
    summary: "Bring a set back to what it was before it was put away",
    ...toChange,
    problems: { ...refusals, 409: "It is not put away" },
  }),
  copy: route({
    method: "POST",
    path: "/api/case-sets/{id}/copy",
    summary: "Copy a set: a draft of one's own",
    who: STAFF,
    status: 201,
    answer: storedSchema,
    answers: "Made",
    problems: { 404: NOT_FOUND },
  }),
  proposeByRule: route({
    method: "POST",
    path: "/api/case-sets/rule",
    summary: "The cases that a rule gives; nothing is stored",
    who: STAFF,
    body: setRuleSchema,
    answer: ruleProposalSchema,
    answers: "The cases, and what of the rule could not be met",
    problems: { 404: "A cohort, a run or a set that is not yours to see" },
  }),
  proposeForms: route({
    method: "POST",
    path: "/api/case-sets/forms",
    summary: "Two tests that match, and a practice set; nothing is stored",
    who: STAFF,
    body: formsRuleSchema,
    answer: formsProposalSchema,
    answers: "The cases of each, and how far they differ",
    problems: { 404: "A cohort or a set that is not yours to see" },
  }),
  createForms: route({
    method: "POST",
    path: "/api/case-sets/families",
    summary: "Make the sets that matching proposed",
    who: STAFF,
    body: newFormsSchema,
    status: 201,
    answer: z.object({ ids: z.array(idSchema) }),
    answers: "Made",
    problems: { 404: "A case or a set that is not yours to use", 409: WHOLE_FAMILY },
  }),
};
