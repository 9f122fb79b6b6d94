import { choiceSchema, chosenSchema } from "../domain/lti/choice";
import { NOT_FOUND, route, STAFF } from "./route";

export const lti = {
  choose: route({
    method: "POST",
    path: "/api/lti/launches/{id}/choice",
    summary: "Choose what a link of a course opens, for who opened it on a learning platform (lti.md)",
    who: STAFF,
    body: choiceSchema,
    answer: chosenSchema,
    answers: "Kept; where it goes on",
    problems: { 404: NOT_FOUND, 409: "Somebody has chosen meanwhile" },
  }),
};
