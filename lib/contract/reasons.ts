import { markInputSchema, reasonPartSchema } from "../domain/reasons/reason-schema";
import { shownMarksSchema } from "../domain/reasons/views";
import { NOT_FOUND, route, STAFF } from "./route";

const place = { part: reasonPartSchema };

export const reasons = {
  markOwn: route({
    method: "PUT",
    path: "/api/attempts/{id}/reasons/{part}",
    summary: "Mark a part of your own words against the reference",
    params: place,
    body: markInputSchema,
    answer: shownMarksSchema,
    answers: "Stored in place of an earlier mark; with the faculty's, where they gave one",
    problems: { 404: "Not your attempt, nothing written of that part, or its reveal is not out yet" },
  }),
  markReaders: route({
    method: "PUT",
    path: "/api/results/attempts/{id}/reasons/{part}",
    summary: "Mark a part of a reader's words in an assignment, for the faculty",
    who: STAFF,
    params: place,
    body: markInputSchema,
    answer: shownMarksSchema,
    answers: "Stored in place of an earlier mark; with the reader's own, where there is one",
    problems: { 404: NOT_FOUND },
  }),
};
