import { sessionLimitsSchema } from "../domain/sessions/session-limits";
import { ADMINS, route } from "./route";

export const institution = {
  setSessionLimits: route({
    confirmed: true,
    method: "PUT",
    path: "/api/institution/sessions",
    summary: "Say when sessions of the institution end by themselves",
    who: ADMINS,
    body: sessionLimitsSchema,
    answer: sessionLimitsSchema,
    answers: "As they are now",
  }),
};
