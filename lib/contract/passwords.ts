import { z } from "zod";
import { askResetSchema, resetSchema } from "../domain/passwords/input";
import { madeResetSchema } from "../domain/passwords/views";
import { MANAGERS, NOT_FOUND, route } from "./route";

export const passwords = {
  askReset: route({
    method: "POST",
    path: "/api/password/link",
    summary: "Mail a link to choose another password with, where the address has an account",
    who: "anyone",
    body: askResetSchema,
    answer: z.object({ asked: z.literal(true) }),
    answers: "The same after the same time, whether or not there is such an account",
  }),
  reset: route({
    method: "POST",
    path: "/api/password/reset",
    summary: "Choose another password with a link; it ends every session",
    who: "anyone",
    body: resetSchema,
    answer: z.object({ email: z.string() }),
    answers: "Changed: sign in with it",
    problems: {
      400: "Malformed, too short, or easy to guess",
      404: "The link opens nothing: used, replaced, old or invented",
      429: "Too many links that don't open from this address",
    },
  }),
  makeLink: route({
    confirmed: true,
    method: "POST",
    path: "/api/people/{id}/password-link",
    summary: "A link for a person who forgot the password, to be passed on",
    who: MANAGERS,
    status: 201,
    answer: madeResetSchema,
    answers: "The link, told this once",
    problems: {
      403: "Your own account, or one that only an administrator changes",
      404: NOT_FOUND,
      409: "The account is closed",
    },
  }),
};
