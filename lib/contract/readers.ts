import { z } from "zod";
import { readersQuerySchema } from "../domain/readers/table-view";
import { shownSchema } from "../domain/readers/views";
import { idSchema } from "../domain/view";
import { file, NOT_FOUND, route, STAFF } from "./route";

export const readers = {
  csv: route({
    method: "GET",
    path: "/api/readers/csv",
    summary: "The table of readers, as CSV",
    who: STAFF,
    query: readersQuerySchema.shape,
    answer: file("text/csv"),
    answers: "Its columns are told in api.md",
  }),
  setShown: route({
    method: "PATCH",
    path: "/api/readers/runs/{id}",
    summary: "Show a model run to residents, or hide it from them",
    who: ["faculty", "admin"],
    body: shownSchema,
    answer: z.object({ id: idSchema, shown: z.boolean() }),
    answers: "Stored",
    problems: { 404: NOT_FOUND },
  }),
};
