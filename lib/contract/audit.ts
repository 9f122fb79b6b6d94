import { z } from "zod";
import { auditGroupSchema } from "../domain/audit/actions";
import { auditPageSchema } from "../domain/audit/views";
import { daySchema } from "../domain/time/day";
import { file, MANAGERS, route } from "./route";

const filter = {
  group: auditGroupSchema,
  who: z.string().meta({ description: "An id, `system`, or a part of a name or an address" }),
  subject: z.string().meta({ description: "An id, or a part of a name" }),
  from: daySchema,
  until: daySchema,
};

export const audit = {
  list: route({
    method: "GET",
    path: "/api/audit",
    summary: "A page of the audit trail, newest first (audit.md)",
    who: MANAGERS,
    query: { ...filter, before: z.string().meta({ description: "`next` of the page before" }) },
    answer: auditPageSchema,
    answers: "A page",
    problems: { 400: "`before` is none of this list's" },
  }),
  export: route({
    confirmed: true,
    method: "GET",
    path: "/api/audit/export",
    summary: "All that the filter finds, as CSV (audit.md); it is written down",
    who: MANAGERS,
    query: filter,
    answer: file("text/csv"),
    answers: "A file, sent while it is read",
  }),
};
