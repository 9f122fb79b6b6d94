import { lateAnswerSchema, lateDecisionSchema } from "../domain/late-answers/input";
import { offeredSchema } from "../domain/late-answers/views";
import { NOT_FOUND, route, STAFF, storedSchema } from "./route";

export const lateAnswers = {
  offer: route({
    method: "POST",
    path: "/api/attempts/{id}/late",
    summary:
      "Offer an answer that its assignment refused as too late (`late` in the problem), for the faculty to decide",
    body: lateAnswerSchema,
    answer: offeredSchema,
    answers: "Kept; nothing tells whether it is right",
    problems: {
      400: "Malformed, or outside the frame",
      404: "No such assignment with this case of yours",
      409: "It is not late, or another answer of yours to the case stands",
    },
  }),
  decide: route({
    method: "POST",
    path: "/api/late-answers/{id}/decision",
    summary: "Take a late answer as the assignment's, or leave it: for good",
    who: STAFF,
    body: lateDecisionSchema,
    answer: storedSchema,
    answers: "Decided",
    problems: {
      400: "No reason",
      404: NOT_FOUND,
      409: "Decided otherwise already, or its reference could be known before it came",
    },
  }),
};
