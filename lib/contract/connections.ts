import {
  connectionChangeSchema,
  connectionInputSchema,
  METADATA_LIMIT_BYTES,
  metadataSourceSchema,
} from "../domain/connections/input";
import { connectionTestSchema, madeTokenSchema, providerMetadataSchema } from "../domain/connections/views";
import { sendAgainSchema, sentAgainSchema } from "../domain/outbox/views";
import { ADMINS, NOT_FOUND, route, storedSchema } from "./route";

const TAKEN = "The name is taken, or the server has no key to keep secrets with";

export const connections = {
  add: route({
    confirmed: true,
    method: "POST",
    path: "/api/connections",
    summary: "Connect the institution to another system (sign-in.md); it is off until it is turned on",
    who: ADMINS,
    body: connectionInputSchema,
    status: 201,
    answer: storedSchema,
    answers: "Made",
    problems: { 409: TAKEN },
  }),
  change: route({
    confirmed: true,
    method: "PATCH",
    path: "/api/connections/{id}",
    summary: "Change a connection, turn it on or off",
    who: ADMINS,
    body: connectionChangeSchema,
    answer: storedSchema,
    answers: "Changed",
    problems: { 404: NOT_FOUND, 409: TAKEN },
  }),
  remove: route({
    confirmed: true,
    method: "DELETE",
    path: "/api/connections/{id}",
    summary: "Take a connection away; who is signed in by it is signed out",
    who: ADMINS,
    answer: storedSchema,
    answers: "Done",
    problems: { 404: NOT_FOUND },
  }),
  makeToken: route({
    confirmed: true,
    method: "POST",
    path: "/api/connections/{id}/token",
    summary: "Make the token by which a directory shows who it is; the one before holds no more",
    who: ADMINS,
    answer: madeTokenSchema,
    answers: "The token, this once",
    problems: { 404: NOT_FOUND, 409: "Connections of this kind have none" },
  }),
  sendAgain: route({
    method: "POST",
    path: "/api/connections/{id}/deliveries",
    summary: "Send again what the other system refused, by its ids or all of it",
    who: ADMINS,
    body: sendAgainSchema,
    answer: sentAgainSchema,
    answers: "How many wait to be sent again",
    problems: { 404: NOT_FOUND },
  }),
  readMetadata: route({
    method: "POST",
    path: "/api/connections/metadata",
    summary: "Read what a provider of SAML tells of itself; nothing is stored",
    who: ADMINS,
    body: metadataSourceSchema,
    bodyLimit: METADATA_LIMIT_BYTES,
    answer: providerMetadataSchema,
    answers: "What it tells that Calot needs",
  }),
  test: route({
    method: "POST",
    path: "/api/connections/{id}/test",
    summary: "Ask the other system whether it would work",
    who: ADMINS,
    answer: connectionTestSchema,
    answers: "What was found, step by step",
    problems: { 404: NOT_FOUND },
  }),
};
