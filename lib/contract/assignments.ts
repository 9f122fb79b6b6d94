import { z } from "zod";
import {
  audienceCheckSchema,
  audienceSchema,
  newAssignmentSchema,
  readerTermsSchema,
  termsSchema,
} from "../domain/assignments/input";
import { assignmentChoicesSchema, seenBeforeSchema } from "../domain/assignments/views";
import { momentSchema } from "../domain/view";
import { NOT_FOUND, route, STAFF, storedSchema } from "./route";

const IN_ORDER = "Malformed, or times that don't follow each other";

export const assignments = {
  choices: route({
    method: "GET",
    path: "/api/assignments/choices",
    summary: "The published sets, cohorts and residents that an assignment can be made of",
    who: STAFF,
    answer: assignmentChoicesSchema,
    answers: "The choices",
  }),
  create: route({
    method: "POST",
    path: "/api/assignments",
    summary: "Give a case set, or cases of the library, to cohorts or residents",
    who: STAFF,
    body: newAssignmentSchema,
    status: 201,
    answer: storedSchema,
    answers: "Made; the same request again, with an id, makes no other",
    problems: {
      400: IN_ORDER,
      403: "A draft that is not yours to publish",
      404: "A set, a case, a cohort or a resident that is not yours to use",
      409: "The set is empty or too large, a case is no longer open, or another assignment has the id",
    },
  }),
  change: route({
    method: "PUT",
    path: "/api/assignments/{id}",
    summary: "Change an assignment's terms",
    who: STAFF,
    body: termsSchema,
    answer: storedSchema,
    answers: "Stored",
    problems: { 400: IN_ORDER, 404: NOT_FOUND, 409: "What has begun, or is released, no longer changes so" },
  }),
  check: route({
    method: "POST",
    path: "/api/assignments/check",
    summary: "How many residents an audience has, and what of a set or of cases they know; nothing is stored",
    who: STAFF,
    body: audienceCheckSchema,
    answer: z.object({ readers: z.number(), seenBefore: seenBeforeSchema }),
    answers: "The numbers",
    problems: { 404: NOT_FOUND },
  }),
  release: route({
    method: "POST",
    path: "/api/assignments/{id}/release",
    summary: "Release an assignment's results",
    who: STAFF,
    answer: z.object({ releasedAt: momentSchema }),
    answers: "Released, now or before",
    problems: { 404: NOT_FOUND, 409: "Not open yet" },
  }),
  begin: route({
    method: "POST",
    path: "/api/assignments/{id}/begin",
    summary: "Begin an assignment of yours: the time runs from here where it is limited",
    answer: z.object({ begunAt: momentSchema, endsAt: momentSchema.nullable() }),
    answers: "Begun, now or before",
    problems: { 404: NOT_FOUND, 409: "It can't be answered any more" },
  }),
  addReaders: route({
    method: "POST",
    path: "/api/assignments/{id}/readers",
    summary: "Give an assignment to more residents",
    who: STAFF,
    body: audienceSchema,
    answer: z.object({ added: z.number() }),
    answers: "How many were added",
    problems: { 404: NOT_FOUND, 409: "It takes no more" },
  }),
  changeReader: route({
    method: "PATCH",
    path: "/api/assignments/{id}/readers/{userId}",
    summary: "Extend, excuse or give the time anew to one reader",
    who: STAFF,
    body: readerTermsSchema,
    answer: z.object({ changed: z.literal(true) }),
    answers: "Stored",
    problems: { 404: NOT_FOUND, 409: "It can't be changed so" },
  }),
  removeReader: route({
    method: "DELETE",
    path: "/api/assignments/{id}/readers/{userId}",
    summary: "Take an assignment from a reader who has not begun it",
    who: STAFF,
    answer: z.object({ removed: z.literal(true) }),
    answers: "Done",
    problems: { 404: NOT_FOUND, 409: "Begun already" },
  }),
};
