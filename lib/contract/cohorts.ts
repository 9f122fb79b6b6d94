import { z } from "zod";
import { COHORT_TABLES } from "../domain/cohorts/export";
import { WEEKS } from "../domain/cohorts/period";
import { file, NOT_FOUND, route, STAFF } from "./route";

export const cohorts = {
  export: route({
    confirmed: true,
    method: "GET",
    path: "/api/cohorts/{id}/export",
    summary: "One of a cohort's tables as CSV (cohorts.md); it is written down",
    who: STAFF,
    query: {
      table: z
        .enum(COHORT_TABLES)
        .meta({ description: "Figures where it is left out; residents for directors alone" }),
      weeks: z.enum(WEEKS).meta({ description: "12 where it is left out" }),
    },
    answer: file("text/csv"),
    answers: "A file",
    problems: { 404: NOT_FOUND },
  }),
};
