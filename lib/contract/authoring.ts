import { z } from "zod";
import { draftSchema, dutiesSchema, submissionSchema, verdictSchema } from "../domain/authoring/input";
import { stepSchema } from "../domain/authoring/step";
import { momentSchema, open } from "../domain/view";
import { file, MANAGERS, NOT_FOUND, REFERENCE_LIMIT_BYTES, route, STAFF } from "./route";

const GONE_ON = "It has gone on meanwhile";

const moved = { answer: z.object({ step: open(stepSchema) }), answers: "Where it stands now" } as const;
const refusals = { 404: NOT_FOUND, 409: GONE_ON };
const drawn = { 400: "Malformed, or outside the frame", ...refusals };

export const authoring = {
  begin: route({
    method: "POST",
    path: "/api/authoring/cases/{id}/begin",
    summary: "Begin a draft from what stands there",
    who: STAFF,
    answer: z.object({ begun: z.literal(true) }),
    answers: "Begun",
    problems: refusals,
  }),
  saveDraft: route({
    method: "PUT",
    path: "/api/authoring/cases/{id}/draft",
    summary: "Keep one's own draft",
    who: STAFF,
    body: draftSchema,
    bodyLimit: REFERENCE_LIMIT_BYTES,
    answer: z.object({ savedAt: momentSchema }),
    answers: "Kept",
    problems: drawn,
  }),
  submit: route({
    method: "POST",
    path: "/api/authoring/cases/{id}/submit",
    summary: "Hand one's draft in",
    who: STAFF,
    body: submissionSchema,
    ...moved,
    problems: drawn,
  }),
  giveVerdict: route({
    method: "POST",
    path: "/api/authoring/cases/{id}/verdict",
    summary: "A checker's or a chief's verdict",
    who: STAFF,
    body: verdictSchema,
    ...moved,
    problems: refusals,
  }),
  revise: route({
    method: "POST",
    path: "/api/authoring/cases/{id}/revise",
    summary: "Take a published case up again",
    who: STAFF,
    ...moved,
    problems: refusals,
  }),
  setDuties: route({
    method: "PUT",
    path: "/api/authoring/datasets/{id}/duties",
    summary: "Say who annotates, checks and reviews a dataset",
    who: MANAGERS,
    body: dutiesSchema,
    answer: z.object({ published: z.number() }),
    answers: "Cases that are published by it",
    problems: { 404: NOT_FOUND },
  }),
  openDataset: route({
    method: "POST",
    path: "/api/authoring/datasets/{id}/open",
    summary: "Open a dataset to practice",
    who: MANAGERS,
    answer: z.object({ open: z.literal(true) }),
    answers: "It is open",
    problems: { 404: NOT_FOUND },
  }),
  export: route({
    method: "GET",
    path: "/api/authoring/datasets/{id}/export",
    summary: "A dataset's published cases as a zipped ResGo bundle",
    who: STAFF,
    answer: file("application/zip"),
    answers: "An archive, packed while it is sent",
    problems: { 404: NOT_FOUND, 409: "It has no published case" },
  }),
};
