import { z } from "zod";
import {
  lockPhaseInputSchema,
  submitLastInputSchema,
  submitZoneInputSchema,
} from "../domain/attempts/answer";
import { surroundingsSchema } from "../domain/attempts/surroundings";
import {
  lockedPhaseSchema,
  scoredLastSchema,
  scoredZoneSchema,
  storedAnswerSchema,
} from "../domain/attempts/views";
import { newCommentSchema } from "../domain/results/comment";
import { commentSchema } from "../domain/results/views";
import { NOT_FOUND, route, storedSchema } from "./route";

const NOT_TALKED_OF = "Not your institution's, or not yours, or not released to you yet";

export const attempts = {
  lock: route({
    method: "POST",
    path: "/api/attempts",
    summary: "Lock the phase of a new attempt",
    body: lockPhaseInputSchema,
    status: 201,
    answer: lockedPhaseSchema,
    answers: "The phase is locked",
    problems: {
      404: "No such case or assignment of yours",
      409: "Another body under this id; or the assignment takes no more: all attempts are made, it is closed, your time is up, its exam is released, you are excused",
    },
  }),
  zone: route({
    method: "POST",
    path: "/api/attempts/{id}/zone",
    summary: "Submit the zone",
    body: submitZoneInputSchema,
    answer: scoredZoneSchema,
    answers: "Stored and scored; in a second look stored, with the aid instead of score and reveal",
    problems: {
      400: "Malformed, or outside the frame",
      404: "Not your attempt",
      409: "A zone before a phase, a second zone, or too late",
    },
  }),
  final: route({
    method: "POST",
    path: "/api/attempts/{id}/final",
    summary: "Keep or change the answer of a second look, after its aid",
    body: submitLastInputSchema,
    answer: scoredLastSchema,
    answers: "Both answers scored: the first, which figures count, and the last",
    problems: {
      400: "Malformed, or outside the frame",
      404: "Not your attempt",
      409: "Before the zone, without a second look, another one, or too late",
    },
  }),
  stored: route({
    method: "GET",
    path: "/api/cases/{id}/answer",
    summary: "Your latest answer to a case, as it is stored",
    query: {
      assignmentId: z
        .uuid()
        .meta({ description: "Of this assignment; of free practice where it is left out" }),
    },
    answer: z.object({ answer: storedAnswerSchema.nullable() }),
    answers: "Null where no zone of yours is stored",
    problems: { 404: NOT_FOUND },
  }),
  surroundings: route({
    method: "GET",
    path: "/api/attempts/{id}/surroundings",
    summary:
      "What is told around an answer of yours: other residents, frames of both phases, the same operation",
    answer: surroundingsSchema,
    answers: "Only what you were told before, and of others only what five or more answered",
    problems: { 404: "Not your attempt, or its result is not told yet" },
  }),
  comments: route({
    method: "GET",
    path: "/api/attempts/{id}/comments",
    summary: "What was said about an answer",
    answer: z.array(commentSchema),
    answers: "Oldest first",
    problems: { 404: NOT_TALKED_OF },
  }),
  comment: route({
    method: "POST",
    path: "/api/attempts/{id}/comments",
    summary: "Comment on an answer, or reply",
    body: newCommentSchema,
    status: 201,
    answer: storedSchema,
    answers: "Stored",
    problems: { 404: NOT_TALKED_OF, 409: "Another text under the same id, or a reader who begins" },
  }),
};
