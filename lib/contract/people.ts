import { z } from "zod";
import { dataRequestSchema } from "../domain/leaving/input";
import {
  cohortChangeSchema,
  deletionSchema,
  moveSchema,
  newCohortSchema,
  peopleQuerySchema,
  personChangeSchema,
  trainingSchema,
} from "../domain/people/input";
import {
  cohortsPageSchema,
  moveReportSchema,
  peoplePageSchema,
  personPageSchema,
} from "../domain/people/views";
import { daySchema } from "../domain/time/day";
import { file, MANAGERS, NOT_FOUND, route, storedSchema } from "./route";

const NOT_YOURS = "Not yours to change: your own account, or one that only an administrator changes";
const LAST_ADMIN = "The last administrator";
const SAME_NAME = "There is one of this name";

const done = { who: MANAGERS, answer: storedSchema, answers: "Done" } as const;
const refusals = { 403: NOT_YOURS, 404: NOT_FOUND };

const { page, ...filter } = peopleQuerySchema.shape;

export const people = {
  list: route({
    method: "GET",
    path: "/api/people",
    summary: "The institution's people, fifty a page; what of the query makes no sense is left out",
    who: MANAGERS,
    query: { ...filter, page },
    answer: peoplePageSchema,
    answers: "A page",
  }),
  csv: route({
    confirmed: true,
    method: "GET",
    path: "/api/people/csv",
    summary: "The people that match, as CSV; it is written down",
    who: MANAGERS,
    query: filter,
    answer: file("text/csv"),
    answers: "The list",
  }),
  get: route({
    method: "GET",
    path: "/api/people/{id}",
    summary: "A person of the institution, with the history of cohorts and training",
    who: MANAGERS,
    answer: personPageSchema,
    answers: "The person",
    problems: { 404: NOT_FOUND },
  }),
  change: route({
    confirmed: true,
    method: "PATCH",
    path: "/api/people/{id}",
    summary: "Change a name or a role",
    ...done,
    body: personChangeSchema,
    problems: { ...refusals, 409: LAST_ADMIN },
  }),
  delete: route({
    confirmed: true,
    method: "DELETE",
    path: "/api/people/{id}",
    summary: "Delete a person, and keep what cohorts and cases add up to (leaving.md)",
    who: MANAGERS,
    body: deletionSchema,
    answer: z.object({ deleted: z.literal(true) }),
    answers: "Done",
    problems: { ...refusals, 409: `${LAST_ADMIN}, or an upload of theirs is being read` },
  }),
  takeData: route({
    confirmed: true,
    method: "POST",
    path: "/api/people/{id}/data",
    summary:
      "Everything that is kept about a person, as a ZIP: the reason is written down, and the person told (leaving.md)",
    who: MANAGERS,
    body: dataRequestSchema,
    answer: file("application/zip"),
    answers: "The file",
    problems: refusals,
  }),
  setTraining: route({
    method: "POST",
    path: "/api/people/{id}/training",
    summary: "Say from which day on a resident is in a year of training",
    ...done,
    body: trainingSchema,
    problems: { ...refusals, 409: "Not a resident" },
  }),
  removeTraining: route({
    method: "DELETE",
    path: "/api/people/{id}/training/{since}",
    summary: "Take a year of training back",
    ...done,
    params: { since: daySchema },
    problems: refusals,
  }),
  deactivate: route({
    confirmed: true,
    method: "POST",
    path: "/api/people/{id}/deactivate",
    summary: "Close an account: it is signed out everywhere, and loses nothing",
    ...done,
    problems: { ...refusals, 409: LAST_ADMIN },
  }),
  reactivate: route({
    confirmed: true,
    method: "POST",
    path: "/api/people/{id}/reactivate",
    summary: "Open a closed account again",
    ...done,
    problems: refusals,
  }),
  endSessions: route({
    method: "DELETE",
    path: "/api/people/{id}/sessions",
    summary: "Sign a person out everywhere; the account stays open",
    who: MANAGERS,
    answer: z.object({ ended: z.number().meta({ description: "How many sessions" }) }),
    answers: "Done",
    problems: refusals,
  }),
  move: route({
    method: "POST",
    path: "/api/people/moves",
    summary: "Promote or move residents together",
    who: MANAGERS,
    query: { preview: z.literal("1").meta({ description: "Only tell what would happen" }) },
    body: moveSchema,
    answer: moveReportSchema,
    answers: "What happened, or would",
    problems: { 404: "No such person or cohort", 409: "The cohort has ended" },
  }),
  cohorts: route({
    method: "GET",
    path: "/api/cohorts",
    summary: "The institution's cohorts, with how many are in them",
    who: MANAGERS,
    answer: cohortsPageSchema,
    answers: "All of them",
  }),
  createCohort: route({
    method: "POST",
    path: "/api/cohorts",
    summary: "Make a cohort",
    who: MANAGERS,
    body: newCohortSchema,
    status: 201,
    answer: storedSchema,
    answers: "Made",
    problems: { 409: SAME_NAME },
  }),
  changeCohort: route({
    method: "PATCH",
    path: "/api/cohorts/{id}",
    summary: "Rename, end or reopen a cohort",
    ...done,
    body: cohortChangeSchema,
    problems: { 404: NOT_FOUND, 409: SAME_NAME },
  }),
};
