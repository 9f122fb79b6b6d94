import { z } from "zod";
import { route } from "./route";

const okSchema = z.object({ status: z.literal("ok") });

export const health = {
  get: route({
    method: "GET",
    path: "/api/health",
    summary: "Whether the database is within reach: told within a tenth of a second",
    who: "anyone",
    answer: okSchema,
    answers: "It is",
    problems: { 503: "It is not" },
  }),
  live: route({
    method: "GET",
    path: "/api/health/live",
    summary: "Whether the process answers, whatever its database does",
    who: "anyone",
    answer: okSchema,
    answers: "It does",
  }),
  ready: route({
    method: "GET",
    path: "/api/health/ready",
    summary: "Whether requests can be answered: database, migrations and the frames’ storage",
    who: "anyone",
    answer: z.object({ status: z.literal("ready") }),
    answers: "They can",
    problems: { 503: "They can’t: the detail says what is not right" },
  }),
};
