import { z } from "zod";
import { t } from "@/lib/language/t";
import { READY_MAPS } from "../sources/ready-maps";
import { frameRateSchema, sourceMapSchema, termsSchema } from "../sources/source-map";
import { refuseGarbled } from "../text/garbled";
import { plainName } from "../text/plain-text";
import { ENCODINGS } from "./encodings";

/** An upload is sent in pieces of this size; the server takes no larger ones. */
export const PIECE_LIMIT_BYTES = 8 * 1024 * 1024;

/** A name as it stands in a file system, on whichever it is unpacked. */
const videoName = z
  .string()
  .overwrite(plainName)
  .regex(
    /^[\p{L}\p{N}][\p{L}\p{N} _.()-]{0,98}$/u,
    t`The video’s name has letters, digits, spaces and _ . - ( ) alone, a letter or digit first.`,
  )
  .superRefine(refuseGarbled);

/** How a set that others made is read (docs/sources.md), and under which terms: all of it may be left out. */
const sourceOptions = {
  /** A ready map's name, or a map; null: categories are taken by their names. */
  map: z
    .union([z.enum(READY_MAPS), sourceMapSchema])
    .nullable()
    .default(null),
  /** How many numbers the names of frames count a second; null: as the map says. */
  frameRate: frameRateSchema.nullable().default(null),
  licence: termsSchema.shape.licence.unwrap().nullable().default(null),
  citation: termsSchema.shape.citation.unwrap().nullable().default(null),
};

const common = {
  /** Made by the client: the same upload sent again goes on where it was. */
  id: z.uuid(),
  datasetName: z.string().overwrite(plainName).min(1, t`Name the dataset.`).max(200),
  fileName: z.string().overwrite(plainName).min(1).max(300),
  /** Of all that is sent. */
  bytes: z.int().positive(t`There is nothing in it.`),
};

export const UPLOAD_KINDS = ["bundle", "frames", "recording"] as const;

/**
 * What somebody is about to send: a zipped ResGo bundle, or a zipped set that others made; frames, sent as one stream (lib/domain/uploads/manifest.ts);
 * or what is kept of a recording, sent likewise (lib/domain/uploads/recording-manifest.ts).
 */
export const newUploadSchema = z.discriminatedUnion("kind", [
  z.object({
    ...common,
    kind: z.literal("bundle"),
    /** Opens what is whole in it to practice at once; else it is held back. */
    open: z.boolean().default(false),
    /** What its CSV files and the names of its files are written in that are not Unicode; null: they are refused. */
    encoding: z.enum(ENCODINGS).nullable().default(null),
    ...sourceOptions,
  }),
  z.object({
    ...common,
    kind: z.literal("frames"),
    video: videoName,
    split: z.enum(["train", "test"]).nullable().default(null),
    /** The number of the first frame, the others following in the order of their names; null: their names say. */
    firstNumber: z.int().min(0).max(2_000_000_000).nullable().default(null),
  }),
  z.object({
    ...common,
    kind: z.literal("recording"),
    video: videoName,
    split: z.enum(["train", "test"]).nullable().default(null),
    /** How many frames a second were looked at: frames are numbered by it. */
    rate: z.number().min(0.01).max(30),
  }),
]);
export type NewUpload = z.input<typeof newUploadSchema>;

/** How an upload is to be read: what is kept of the request in the row's `options`. */
export const bundleOptionsSchema = z.object({
  open: z.boolean(),
  encoding: z.enum(ENCODINGS).nullable().default(null),
  ...sourceOptions,
});
export const framesOptionsSchema = z.object({
  video: z.string(),
  split: z.enum(["train", "test"]).nullable(),
  firstNumber: z.number().nullable(),
});
export const recordingOptionsSchema = framesOptionsSchema
  .omit({ firstNumber: true })
  .extend({ rate: z.number() });

export const uploadStatusSchema = z.enum(["receiving", "waiting", "running", "done", "failed"]);
