import { z } from "zod";
import { judgementSchema } from "../domain/reviews/judgement";
import { newReviewSchema } from "../domain/reviews/new-review";
import { reviewCandidatesSchema, savedJudgementSchema } from "../domain/reviews/views";
import { momentSchema } from "../domain/view";
import { file, NO_PART, NOT_FOUND, PICTURE, REMOVED, route, STAFF, storedSchema } from "./route";

export const reviews = {
  create: route({
    method: "POST",
    path: "/api/reviews",
    summary: "Make a blind review",
    who: STAFF,
    body: newReviewSchema,
    status: 201,
    answer: storedSchema,
    answers: "Made",
    problems: {
      404: "A dataset, a run or a reviewer that is not yours to see",
      409: "Fewer cases than asked for",
    },
  }),
  candidates: route({
    method: "GET",
    path: "/api/reviews/candidates",
    summary: "How many cases a review could be made of",
    who: STAFF,
    query: {
      dataset: z.uuid(),
      split: z.enum(["train", "test"]),
      sources: z.string().meta({ description: "`reference` and ids of runs, with commas: two to four" }),
    },
    answer: reviewCandidatesSchema,
    answers: "By phase, and what is left out",
    problems: { 400: "Without a dataset, or without two sources", 404: NOT_FOUND },
  }),
  judge: route({
    method: "PUT",
    path: "/api/reviews/{id}/items/{itemId}",
    summary: "Store what a reviewer makes of a case, whole or in part",
    who: STAFF,
    body: judgementSchema,
    answer: savedJudgementSchema,
    answers: "How far the reviewer is",
    problems: { 404: NOT_FOUND, 409: "The review is closed" },
  }),
  close: route({
    method: "POST",
    path: "/api/reviews/{id}/close",
    summary: "Close a review: its results are told, and nothing is judged any more",
    who: STAFF,
    answer: z.object({ closedAt: momentSchema }),
    answers: "Closed",
    problems: { 403: "Not yours to close", 404: NOT_FOUND },
  }),
  judgements: route({
    confirmed: true,
    method: "GET",
    path: "/api/reviews/{id}/judgements",
    summary: "All judgements of a closed review, as CSV",
    who: STAFF,
    query: { names: z.literal("1").meta({ description: "Name the reviewers, for who manages the review" }) },
    answer: file("text/csv"),
    answers: "A file",
    problems: { 403: "The names are not yours to take", 404: `${NOT_FOUND}, or open still` },
  }),
  frame: route({
    method: "GET",
    path: "/api/reviews/{id}/frames/{frameId}",
    summary: "The picture of a review's case",
    who: STAFF,
    query: { w: z.int().min(1).meta({ description: "The width wanted, in pixels" }) },
    answer: file("image/webp"),
    answers: PICTURE,
    problems: { 404: NOT_FOUND, 410: REMOVED, 416: NO_PART },
  }),
};
