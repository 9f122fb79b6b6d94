import { z } from "zod";
import { acceptanceOfNoticeSchema, privacyNoticeSchema } from "../domain/privacy/input";
import { retentionPreviewSchema, retentionSchema } from "../domain/retention/input";
import { departingSchema } from "../domain/retention/views";
import { ADMINS, route } from "./route";

export const privacy = {
  accept: route({
    method: "POST",
    path: "/api/privacy/acceptance",
    summary: "Accept the privacy notice of one's institution, in the wording that was read (privacy.md)",
    unaccepted: true,
    body: acceptanceOfNoticeSchema,
    answer: z.object({ accepted: z.literal(true) }),
    answers: "Kept; again, the same",
    problems: { 409: "Another wording is in force by now, or none" },
  }),
  publish: route({
    confirmed: true,
    method: "POST",
    path: "/api/institution/privacy",
    summary: "Put a wording of the privacy notice in force",
    who: ADMINS,
    body: privacyNoticeSchema,
    bodyLimit: 256 * 1024,
    answer: z.object({ version: z.number() }),
    answers: "The number of the wording",
    problems: { 409: "These words stand already" },
  }),
  withdraw: route({
    confirmed: true,
    method: "DELETE",
    path: "/api/institution/privacy",
    summary: "Put the privacy notice out of force",
    who: ADMINS,
    answer: z.object({ withdrawn: z.literal(true) }),
    answers: "Nobody is asked to accept anything",
    problems: { 409: "None is in force" },
  }),
  previewRetention: route({
    method: "GET",
    path: "/api/institution/retention",
    summary: "Whose accounts a rule would anonymise, and when (privacy.md); nothing is changed",
    who: ADMINS,
    query: retentionPreviewSchema.shape,
    answer: departingSchema,
    answers: "People with closed accounts, the first to go first",
    problems: { 400: "No number of months" },
  }),
  setRetention: route({
    confirmed: true,
    method: "PUT",
    path: "/api/institution/retention",
    summary: "Say how long after an account was closed what is personal in it goes",
    who: ADMINS,
    body: retentionSchema,
    answer: retentionSchema,
    answers: "As it is now",
  }),
};
