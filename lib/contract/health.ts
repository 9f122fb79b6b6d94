import { z } from "zod";
import { route } from "./route";

export const health = {
  get: route({
    method: "GET",
    path: "/api/health",
    summary: "Whether the database is within reach",
    who: "anyone",
    answer: z.object({ status: z.literal("ok") }),
    answers: "It is",
    problems: { 503: "It is not" },
  }),
};
