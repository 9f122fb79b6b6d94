import { z } from "zod";
import { readNoticesSchema } from "../domain/notices/notice";
import { route } from "./route";

export const notices = {
  unread: route({
    method: "GET",
    path: "/api/notices/unread",
    summary: "How many notices you have not read; no more than a hundred are counted",
    answer: z.object({ unread: z.number() }),
    answers: "The number",
  }),
  markRead: route({
    method: "POST",
    path: "/api/notices/read",
    summary: "Mark some of your notices as read, or all",
    body: readNoticesSchema,
    answer: z.object({ marked: z.number() }),
    answers: "How many had not been read",
  }),
};
