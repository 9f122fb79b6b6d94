import { z } from "zod";
import { libraryQuerySchema } from "../domain/library/query";
import { libraryCaseSchema, libraryPageSchema } from "../domain/library/views";
import { NOT_FOUND, route, STAFF } from "./route";

export const library = {
  list: route({
    method: "GET",
    path: "/api/library",
    summary: "Cases that sets are made of, 120 a page; what of the query makes no sense is left out",
    who: STAFF,
    query: { ...libraryQuerySchema.shape, cursor: z.string().max(2000) },
    answer: libraryPageSchema,
    answers: "A page; the first one tells how many match",
    problems: { 400: "The cursor is none" },
  }),
  get: route({
    method: "GET",
    path: "/api/library/cases/{id}",
    summary: "A case with everything that is known of it",
    who: STAFF,
    answer: libraryCaseSchema,
    answers: "The case",
    problems: { 404: NOT_FOUND },
  }),
};
