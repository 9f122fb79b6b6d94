import { z } from "zod";
import { CLIP_TYPES, LONGEST_CLIP_US } from "../clips/clip";
import { phaseSchema } from "../phase-schema";
import { MOST_FRAMES } from "./manifest";

const clipSchema = z.object({
  type: z.enum(CLIP_TYPES),
  bytes: z.int().positive(),
  durationUs: z.int().positive().max(LONGEST_CLIP_US),
});

const recordedFrameSchema = z.object({
  /** The sample's index in the recording, from 0: the frame's number. */
  frame: z.int().min(0).max(2_147_483_647),
  /** When it is shown in the recording, in microseconds from its beginning. */
  timeUs: z.int().min(0),
  phase: phaseSchema.nullable(),
  /** Of its picture, upright and in its natural size: JPEG, PNG or WebP. */
  bytes: z.int().positive(),
  /** The silent seconds that end at the frame. */
  clip: clipSchema.nullable(),
});

/**
 * What is kept of a recording is sent as one stream, as frames are: this as a line of JSON, a line feed, and then for
 * each frame the bytes of its picture and of its clip, if there is one. Frames ascend by their numbers.
 */
export const recordingManifestSchema = z.object({
  frames: z
    .array(recordedFrameSchema)
    .min(1)
    .max(MOST_FRAMES)
    .refine((frames) => frames.every(({ frame }, index) => index === 0 || frame > frames[index - 1]!.frame)),
});
export type RecordingManifest = z.infer<typeof recordingManifestSchema>;
export type RecordedFrame = RecordingManifest["frames"][number];
