import { z } from "zod";
import { byPhase, phaseSchema } from "../phase-schema";
import { caseHeatSchema } from "../scoring/agreement-map";
import { idSchema, open, type View } from "../view";

/** A frame that its reader has answered and was told before, with its phase. */
const toldFrameSchema = z.object({
  /** The reader's own attempt at it. */
  attemptId: idSchema,
  phase: open(phaseSchema),
  frameUrl: z.string(),
  frameVersion: z.string(),
});
export type ToldFrame = View<typeof toldFrameSchema>;

const neighbourSchema = toldFrameSchema.extend({
  /** Its number in the video. */
  frame: z.number(),
});
export type Neighbour = View<typeof neighbourSchema>;

/** What other residents answered first, each counted once. */
const peersSchema = z.object({
  /** As what they took the phase, and how many named one; null where fewer than `FEWEST_PEERS` did. */
  phases: z.object({ n: z.number(), named: byPhase(z.number()) }).nullable(),
  /** Where they drew; null likewise. */
  heat: caseHeatSchema.nullable(),
});
export type Peers = View<typeof peersSchema>;

/** What is told around an answer once it was told: it comes after the reveal, which waits for none of it. */
export const surroundingsSchema = z.object({
  peers: peersSchema,
  /** After a wrong phase: a frame of the phase named and one of the reference's, where the reader was told one. */
  examples: z.array(toldFrameSchema),
  /** The same operation: frames that the reader was told before, the nearest ones, in their order. */
  operation: z.object({
    before: z.array(neighbourSchema),
    after: z.array(neighbourSchema),
    /** The silent seconds that end at the frame; null where there are none, or where they may show a case not told yet. */
    clipUrl: z.string().nullable(),
  }),
});
export type Surroundings = View<typeof surroundingsSchema>;
