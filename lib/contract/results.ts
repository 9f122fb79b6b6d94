import { z } from "zod";
import { SHEET_NAMES } from "../domain/results/sheets";
import { resultsSchema } from "../domain/results/views";
import { file, NOT_FOUND, route, STAFF } from "./route";

export const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

export const results = {
  get: route({
    method: "GET",
    path: "/api/results/{id}",
    summary: "An assignment's results",
    who: STAFF,
    answer: resultsSchema,
    revalidated: true,
    answers: "Its readers and cases, with an ETag",
    problems: { 404: NOT_FOUND },
  }),
  export: route({
    confirmed: true,
    method: "GET",
    path: "/api/results/{id}/export",
    summary: "The same as a workbook, or a sheet of it as CSV (results-export.md)",
    who: STAFF,
    query: {
      format: z.enum(["xlsx", "csv"]),
      sheet: z.enum(SHEET_NAMES).meta({ description: "With csv" }),
    },
    answer: file(XLSX, "text/csv"),
    answers: "A file",
    problems: { 400: "No such format or sheet", 404: NOT_FOUND },
  }),
};
