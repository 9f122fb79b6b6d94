import { z } from "zod";
import { newUploadSchema, PIECE_LIMIT_BYTES } from "../domain/uploads/new-upload";
import { uploadViewSchema } from "../domain/uploads/views";
import { file, NOT_FOUND, route, STAFF } from "./route";

export const uploads = {
  begin: route({
    method: "POST",
    path: "/api/uploads",
    summary: "Announce frames, what is kept of a recording, or a zipped bundle",
    who: STAFF,
    body: newUploadSchema,
    status: 201,
    answer: uploadViewSchema,
    answers: "How far it has come",
    problems: { 400: "Malformed, or too large", 409: "Another content under the same id" },
  }),
  get: route({
    method: "GET",
    path: "/api/uploads/{id}",
    summary: "How far an upload is",
    who: STAFF,
    answer: uploadViewSchema,
    answers: "With its report in the end",
    problems: { 404: NOT_FOUND },
  }),
  cancel: route({
    method: "DELETE",
    path: "/api/uploads/{id}",
    summary: "Cancel an upload that is not read to its end",
    who: STAFF,
    answer: uploadViewSchema,
    answers: "How it ended",
    problems: { 404: NOT_FOUND, 409: "It has been read" },
  }),
  piece: route({
    method: "PUT",
    path: "/api/uploads/{id}/bytes",
    summary: "The next piece of an upload, 8 MiB at most",
    who: STAFF,
    query: { offset: z.int().min(0) },
    body: file("application/octet-stream"),
    bodyLimit: PIECE_LIMIT_BYTES,
    answer: z.object({ received: z.number(), taken: z.boolean() }),
    answers: "Bytes that have arrived, and whether this piece was taken",
    problems: {
      400: "Without an offset or a body",
      404: NOT_FOUND,
      409: "It was given up",
      507: "The disk is full",
    },
  }),
};
