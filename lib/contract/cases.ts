import { z } from "zod";
import { takenAlongSchema } from "../domain/along/along";
import { assignedStageCaseSchema, stageOpenedSchema } from "../domain/assignments/views";
import { practiceCaseSchema, sittingStageCaseSchema } from "../domain/attempts/views";
import { sittingSchema } from "../domain/practice/sitting";
import { idSchema } from "../domain/view";
import { file, NO_PART, NOT_FOUND, PICTURE, REMOVED, route } from "./route";

const exclude = z.string().meta({ description: "Ids of cases that are there already, with commas" });
const limit = z.int().min(1).max(10);

export const cases = {
  list: route({
    method: "GET",
    path: "/api/cases",
    summary: "The cases you may practise, a hundred a page",
    query: { cursor: z.uuid() },
    answer: z.object({ cases: z.array(practiceCaseSchema), next: z.string().nullable() }),
    answers: "A page of cases, in the order of their ids",
    problems: { 400: "The cursor is none" },
  }),
  get: route({
    method: "GET",
    path: "/api/cases/{id}",
    summary: "One case",
    answer: practiceCaseSchema,
    answers: "The case",
    problems: { 404: NOT_FOUND },
  }),
  frame: route({
    method: "GET",
    path: "/api/cases/{id}/frame",
    summary: "The picture of a case",
    query: { w: z.int().min(1).meta({ description: "The width wanted, in pixels" }) },
    answer: file("image/webp"),
    answers: PICTURE,
    problems: { 404: NOT_FOUND, 410: REMOVED, 416: NO_PART },
  }),
  clip: route({
    method: "GET",
    path: "/api/cases/{id}/clip",
    summary: "The silent seconds that end at the picture of a case",
    answer: file("video/mp4", "video/webm"),
    answers: "The clip, to be kept for a day; the part of it that the header Range asks for (206)",
    problems: { 404: NOT_FOUND, 410: "The picture was removed for good", 416: NO_PART },
  }),
  open: route({
    method: "GET",
    path: "/api/stage",
    summary: "What fills the stage: a case, those after it, and whose they are",
    query: {
      case: z.uuid(),
      assignment: z.uuid().meta({ description: "Of yours; free practice without it" }),
      again: z.literal("1").meta({ description: "Cases answered before, once more" }),
    },
    answer: stageOpenedSchema,
    answers:
      "The case asked for first; in an assignment without it where it is answered, and none where nothing more is",
    problems: { 404: NOT_FOUND },
  }),
  next: route({
    method: "GET",
    path: "/api/practice/next",
    summary: "The case that comes next in free practice, the same until it is answered, and the few after it",
    query: {
      skip: z.string().meta({ description: "Ids of cases that are left for later, with commas" }),
      exclude: z.string().meta({
        description: "The same, of a page that has them already: where nothing unseen is left, nothing comes",
      }),
      limit,
      again: z.literal("1").meta({ description: "Cases answered before, once more" }),
      sitting: idSchema.meta({
        description: "The sitting after which nothing comes; else it is the open one, or a new",
      }),
      mode: z.string().meta({ description: "Of the page that asks; it changes nothing" }),
    },
    answer: z.object({
      case: practiceCaseSchema.nullable(),
      sitting: sittingSchema.nullable(),
      cases: z.array(sittingStageCaseSchema),
    }),
    answers:
      "A case that is answered already comes as a repetition, which no figure counts. Null where nothing is left",
    problems: { 400: "An id that is none, or no such limit" },
  }),
  along: route({
    method: "POST",
    path: "/api/practice/along",
    summary: "Twenty cases to be answered without reception, the same until the last of them is answered",
    answer: takenAlongSchema,
    answers:
      "Those that wait; after 14 days, or once all are answered, others. None is in an assignment of yours",
    problems: { 404: "There is none to take along" },
  }),
  nextAssigned: route({
    method: "GET",
    path: "/api/assignments/{id}/next",
    summary: "The cases that come next in an assignment of yours, for the player",
    query: { exclude, limit },
    answer: z.object({ cases: z.array(assignedStageCaseSchema) }),
    answers: "None where nothing more is answered",
    problems: { 404: NOT_FOUND },
  }),
};
