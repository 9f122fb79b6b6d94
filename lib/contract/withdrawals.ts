import { z } from "zod";
import { closingSchema, purgeSchema, retirementSchema } from "../domain/withdrawals/input";
import {
  openingSchema,
  purgedSchema,
  retiredSchema,
  takenBackImportSchema,
  withdrawalSchema,
} from "../domain/withdrawals/views";
import { MANAGERS, NOT_FOUND, route } from "./route";

export const withdrawals = {
  get: route({
    method: "GET",
    path: "/api/cases/{id}/withdrawal",
    summary: "What hangs on a case, before it is retired or its picture is removed",
    who: MANAGERS,
    answer: withdrawalSchema,
    answers: "The cases of its picture, assignments, answers",
    problems: { 404: NOT_FOUND },
  }),
  retire: route({
    method: "POST",
    path: "/api/cases/{id}/retire",
    summary: "Offer a case to nobody any more; answers and figures stay",
    who: MANAGERS,
    body: retirementSchema,
    answer: retiredSchema,
    answers: "It is retired",
    problems: { 400: "Without a reason", 404: NOT_FOUND, 409: "It is retired already" },
  }),
  bringBack: route({
    method: "POST",
    path: "/api/cases/{id}/bring-back",
    summary: "Offer a retired case again",
    who: MANAGERS,
    answer: z.object({ retired: z.literal(false) }),
    answers: "It is offered",
    problems: { 404: NOT_FOUND, 409: "Its picture was removed" },
  }),
  purge: route({
    confirmed: true,
    method: "POST",
    path: "/api/cases/{id}/purge",
    summary: "Remove a case's picture for good, and retire every case that shows it",
    who: MANAGERS,
    body: purgeSchema,
    answer: purgedSchema,
    answers: "It is shown to nobody any more",
    problems: {
      400: "Without a reason",
      404: NOT_FOUND,
      409: "Other cases show it than those that are named, or another institution's do",
    },
  }),
  takeBackImport: route({
    confirmed: true,
    method: "DELETE",
    path: "/api/imports/{id}",
    summary: "Take back the newest import of a dataset, an upload's for one: its id is the upload's",
    who: MANAGERS,
    answer: takenBackImportSchema,
    answers: "What is gone, and what is as before",
    problems: {
      404: NOT_FOUND,
      409: "Its cases are used, another import came after it, or one is under way: the sentence says by what",
    },
  }),
  opening: route({
    method: "GET",
    path: "/api/authoring/datasets/{id}/opening",
    summary: "What opening a dataset to practice would open, and to how many",
    who: MANAGERS,
    answer: openingSchema,
    answers: "Counts",
    problems: { 404: NOT_FOUND },
  }),
  close: route({
    method: "POST",
    path: "/api/authoring/datasets/{id}/close",
    summary: "Close a dataset to practice, all of it; assignments go on, answers and figures stay",
    who: MANAGERS,
    body: closingSchema,
    answer: z.object({ open: z.literal(false) }),
    answers: "It is closed",
    problems: { 400: "Without a reason", 404: NOT_FOUND, 409: "It is not open" },
  }),
};
