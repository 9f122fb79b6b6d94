import { z } from "zod";
import { cutSchema } from "./cut";
import type { Span } from "./sampling";

/**
 * What a browser remembers of a recording that is being worked on: what was decided, and what tells the file. No picture,
 * and no name of the file, in which a patient's may stand.
 */
export const rememberedRecordingSchema = z.object({
  /** Of person and recording. */
  key: z.string(),
  userId: z.string(),
  /** When it was last worked on, in milliseconds. */
  at: z.number(),
  /** How long the recording is, in microseconds. */
  lengthUs: z.number(),
  /** The sample that was looked at last. */
  cursor: z.int().min(0),
  cut: cutSchema,
});
export type RememberedRecording = z.infer<typeof rememberedRecordingSchema>;

/** What is not come back to for so long is forgotten. */
export const REMEMBERED_MS = 60 * 24 * 60 * 60 * 1000;

export const lengthOf = ({ startUs, endUs }: Span): number => endUs - startUs;
