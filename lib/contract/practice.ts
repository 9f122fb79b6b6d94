import { z } from "zod";
import { drillSchema } from "../domain/practice/drill";
import { sittingSchema } from "../domain/practice/sitting";
import { route } from "./route";

export const practice = {
  drill: route({
    method: "POST",
    path: "/api/practice/drills",
    summary:
      "Begin a drill of up to ten cases for a kind of miss of yours, or go on with the open one for it",
    body: drillSchema,
    answer: z.object({ sitting: sittingSchema }),
    answers: "Where it stands; `GET /api/practice/next` with its id gives its cases",
    problems: { 400: "No such phase or kind of miss", 409: "No case of it is left to practise" },
  }),
};
