import { z } from "zod";
import { WEEKS } from "../domain/cohorts/period";
import { PAPERS, packetFormatSchema } from "../domain/packet/views";
import { newNoteSchema, residentNoteSchema } from "../domain/resident-notes/note";
import { DIRECTORS, file, NOT_FOUND, route } from "./route";

const shared = {
  confirmed: true,
  method: "GET",
  who: DIRECTORS,
  query: { format: packetFormatSchema, weeks: z.enum(WEEKS), paper: z.enum(PAPERS) },
  answer: file("application/pdf", "text/csv"),
  answers: "A file",
} as const;

export const packet = {
  ofResident: route({
    ...shared,
    path: "/api/packet/residents/{id}",
    summary: "A resident's committee packet (packet.md); it is written down",
    problems: { 400: "No such format", 404: NOT_FOUND },
  }),
  ofCohort: route({
    ...shared,
    path: "/api/packet/cohorts/{id}",
    summary: "The packets of a cohort's residents, in one file (packet.md); it is written down",
    problems: { 400: "No such format", 404: NOT_FOUND, 409: "Nobody is in it" },
  }),
  addNote: route({
    method: "POST",
    path: "/api/residents/{id}/notes",
    summary: "Write a note about a resident, who reads it too",
    who: DIRECTORS,
    body: newNoteSchema,
    status: 201,
    answer: residentNoteSchema,
    answers: "Stored",
    problems: { 404: NOT_FOUND, 409: "Another note under the same id" },
  }),
};
