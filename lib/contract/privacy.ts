import { z } from "zod";
import { acceptanceOfNoticeSchema, privacyNoticeSchema } from "../domain/privacy/input";
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
};
