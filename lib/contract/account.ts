import { z } from "zod";
import { passwordChangeSchema } from "../domain/people/password";
import { file, route } from "./route";

const asked = z.object({ asked: z.boolean() });

export const account = {
  data: route({
    method: "GET",
    path: "/api/account/data",
    summary: "Everything that is kept about who asks, as a ZIP (leaving.md)",
    answer: file("application/zip"),
    answers: "The file",
  }),
  changePassword: route({
    method: "POST",
    path: "/api/account/password",
    summary: "Another password; it ends every session",
    body: passwordChangeSchema,
    answer: z.object({ changed: z.literal(true) }),
    answers: "Done",
    problems: { 409: "The current password is not right, or too many wrong ones" },
  }),
  askDeletion: route({
    method: "POST",
    path: "/api/account/deletion",
    summary: "Ask to be deleted",
    answer: asked,
    answers: "Done",
  }),
  stay: route({
    method: "DELETE",
    path: "/api/account/deletion",
    summary: "Take that back",
    answer: asked,
    answers: "Done",
  }),
};
