import { z } from "zod";
import { milestoneSchema, milestonesSchema } from "../domain/milestones/milestone";
import { DIRECTORS, route } from "./route";

export const milestones = {
  list: route({
    method: "GET",
    path: "/api/milestones",
    summary: "The program's milestones",
    who: DIRECTORS,
    answer: z.array(milestoneSchema),
    answers: "In their order",
  }),
  set: route({
    method: "PUT",
    path: "/api/milestones",
    summary: "Set all of them",
    who: DIRECTORS,
    body: milestonesSchema,
    answer: z.array(milestoneSchema),
    answers: "In their order",
  }),
};
