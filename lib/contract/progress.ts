import { progressSchema } from "../domain/progress/views";
import { route } from "./route";

export const progress = {
  get: route({
    method: "GET",
    path: "/api/progress",
    summary: "Your own metrics, over first attempts",
    answer: progressSchema,
    answers: "The metrics",
  }),
};
