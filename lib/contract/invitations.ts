import { z } from "zod";
import {
  acceptanceSchema,
  checkListSchema,
  importListSchema,
  LIST_LIMIT_BYTES,
  newInvitationSchema,
} from "../domain/invitations/input";
import {
  importedInvitationsSchema,
  invitationReportSchema,
  invitationsPageSchema,
  madeInvitationSchema,
} from "../domain/invitations/views";
import { MANAGERS, NOT_FOUND, route, storedSchema } from "./route";

const NOT_YOURS = "A role that only an administrator gives";

export const invitations = {
  list: route({
    method: "GET",
    path: "/api/invitations",
    summary: "Invitations, fifty a page, the latest first",
    who: MANAGERS,
    query: { show: z.enum(["waiting", "all"]).default("waiting"), page: z.int().min(1).default(1) },
    answer: invitationsPageSchema,
    answers: "A page",
  }),
  create: route({
    confirmed: true,
    method: "POST",
    path: "/api/invitations",
    summary: "Invite one person",
    who: MANAGERS,
    body: newInvitationSchema,
    status: 201,
    answer: madeInvitationSchema,
    answers: "The link",
    problems: {
      403: NOT_YOURS,
      404: "No such cohort",
      409: "The address has an account or an invitation, or can't be invited",
    },
  }),
  renew: route({
    confirmed: true,
    method: "POST",
    path: "/api/invitations/{id}/renew",
    summary: "Give an invitation a new link",
    who: MANAGERS,
    answer: madeInvitationSchema,
    answers: "The new link",
    problems: { 403: NOT_YOURS, 404: NOT_FOUND, 409: "Accepted or taken back" },
  }),
  revoke: route({
    method: "POST",
    path: "/api/invitations/{id}/revoke",
    summary: "Take an invitation back",
    who: MANAGERS,
    answer: storedSchema,
    answers: "Done",
    problems: { 403: NOT_YOURS, 404: NOT_FOUND, 409: "Accepted or taken back" },
  }),
  check: route({
    method: "POST",
    path: "/api/invitations/check",
    summary: "Tell row by row what inviting a list would do",
    who: MANAGERS,
    body: checkListSchema,
    bodyLimit: LIST_LIMIT_BYTES,
    answer: invitationReportSchema,
    answers: "The report: nothing is changed",
    problems: { 400: "It can't be read as a list: why, and what to do" },
  }),
  import: route({
    confirmed: true,
    method: "POST",
    path: "/api/invitations/import",
    summary: "Do exactly what a report said",
    who: MANAGERS,
    body: importListSchema,
    bodyLimit: LIST_LIMIT_BYTES,
    answer: importedInvitationsSchema,
    answers: "Invited; links are told this once",
    problems: { 409: "Something has changed since the report" },
  }),
  accept: route({
    method: "POST",
    path: "/api/invitations/accept",
    summary: "Make the account of an invitation",
    who: "anyone",
    body: acceptanceSchema,
    status: 201,
    answer: z.object({ email: z.string() }),
    answers: "Made: sign in with it",
    problems: {
      400: "Malformed, or a password that is too short",
      404: "The link opens nothing: used, replaced, revoked, old or invented",
      409: "The address has an account by now",
      429: "Too many links that don't open from this address",
    },
  }),
};
