import { z } from "zod";
import { doorSchema } from "../domain/connections/views";
import { passwordChangeSchema } from "../domain/people/password";
import { remindersSchema } from "../domain/practice/remind";
import { recordsSchema } from "../domain/xapi/input";
import { file, NOT_FOUND, route, storedSchema } from "./route";

const ended = z.object({ ended: z.number().meta({ description: "How many sessions" }) });
const asked = z.object({ asked: z.boolean() });

export const account = {
  confirm: route({
    method: "POST",
    path: "/api/account/confirmation",
    unaccepted: true,
    summary: "Type the password again, for what asks for it",
    body: z.object({ password: z.string().min(1).max(1024) }).strict(),
    answer: z.object({ confirmed: z.literal(true) }),
    answers: "Good for ten minutes",
    problems: { 409: "It is not right, or too many wrong ones" },
  }),
  confirmed: route({
    method: "GET",
    path: "/api/account/confirmation",
    unaccepted: true,
    summary: "Whether the password was typed, or another way shown, within the last ten minutes",
    confirmed: true,
    answer: z.object({ confirmed: z.literal(true) }),
    answers: "It was",
  }),
  ways: route({
    method: "GET",
    path: "/api/account/ways",
    unaccepted: true,
    summary: "By what one can show who one is: a password, passkeys, providers that are linked",
    answer: z.object({ password: z.boolean(), passkey: z.boolean(), providers: z.array(doorSchema) }),
    answers: "Those there are",
  }),
  linkIdentity: route({
    confirmed: true,
    method: "POST",
    path: "/api/account/identities",
    summary:
      "Have one's account opened by the identity that this browser brought from a provider (sign-in.md)",
    answer: z.object({ next: z.string() }),
    answers: "Linked, and where it leads",
    problems: { 409: "The browser brought none, or it is another account's" },
  }),
  removeIdentity: route({
    confirmed: true,
    method: "DELETE",
    path: "/api/account/identities/{id}",
    summary: "Take one of the links to a provider away",
    answer: storedSchema,
    answers: "Done",
    problems: { 404: NOT_FOUND, 409: "It is the only way to sign in" },
  }),
  leaveAddress: route({
    method: "GET",
    path: "/api/account/leave-address",
    unaccepted: true,
    summary: "Where signing out goes on: at the provider that began the session",
    answer: z.object({ address: z.string().nullable() }),
    answers: "An address, or none",
  }),
  data: route({
    confirmed: true,
    method: "GET",
    path: "/api/account/data",
    unaccepted: true,
    summary: "Everything that is kept about who asks, as a ZIP (leaving.md)",
    answer: file("application/zip"),
    answers: "The file",
  }),
  changePassword: route({
    method: "POST",
    path: "/api/account/password",
    summary: "Another password; it ends every other session",
    body: passwordChangeSchema,
    answer: z.object({ changed: z.literal(true) }),
    answers: "Done",
    problems: { 409: "The current password is not right, or too many wrong ones" },
  }),
  endSession: route({
    confirmed: true,
    method: "DELETE",
    path: "/api/account/sessions/{id}",
    summary: "Sign out in one browser",
    answer: ended,
    answers: "Done",
    problems: { 404: "None of yours, or it has ended already" },
  }),
  endOtherSessions: route({
    confirmed: true,
    method: "DELETE",
    path: "/api/account/sessions",
    summary: "Sign out everywhere but here",
    answer: ended,
    answers: "Done",
  }),
  introduce: route({
    method: "POST",
    path: "/api/account/introduction",
    summary:
      "The first case, which explains itself, was finished or skipped: it is not shown again by itself",
    answer: z.object({ introduced: z.literal(true) }),
    answers: "Kept; again, the same",
  }),
  setReminders: route({
    method: "PUT",
    path: "/api/account/reminders",
    summary: "Switch the reminders of what is due on or off (practice.md)",
    body: remindersSchema,
    answer: remindersSchema,
    answers: "As it is now",
  }),
  setRecords: route({
    method: "PUT",
    path: "/api/account/records",
    summary: "Have one's answers told to learning record stores, or not (xapi.md)",
    body: recordsSchema,
    answer: recordsSchema,
    answers: "As it is now",
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
