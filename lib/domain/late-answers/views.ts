import { z } from "zod";
import { idSchema, momentSchema, open, type View } from "../view";

/** Moments are ISO 8601: those given by the device's clock, all others by Calot's. */

/**
 * - waiting: the faculty have not decided yet.
 * - barred: its reference could be known before it came, so that nobody can take it.
 * - taken: it counts as the assignment's answer.
 * - left: it counts for nothing.
 */
const lateStateSchema = z.enum(["waiting", "barred", "taken", "left"]);
export type LateState = z.infer<typeof lateStateSchema>;

const commonSchema = z.object({
  id: idSchema,
  caseId: idSchema,
  state: open(lateStateSchema),
  /** Why the assignment did not take it by itself; lapsed: it came more than a day after its phase. */
  refusal: open(z.enum(["closed", "time-up", "released", "lapsed"])),
  /** When the assignment ended for its reader; null where that was moved or taken back since. */
  endedAt: momentSchema.nullable(),
  givenAt: momentSchema,
  arrivedAt: momentSchema,
  /** Of who decided, for the reader; null until then. */
  reason: z.string().nullable(),
});

/** A late answer to its reader. Nothing of it tells whether it is right. */
export const ownLateAnswerSchema = commonSchema.extend({
  /** The case's place in the reader's order, from 1. */
  number: z.number(),
});
export type OwnLateAnswer = View<typeof ownLateAnswerSchema>;

/** What is answered to whoever offers one. */
export const offeredSchema = commonSchema.pick({
  id: true,
  state: true,
  arrivedAt: true,
  endedAt: true,
  refusal: true,
});
export type Offered = View<typeof offeredSchema>;

/** A late answer to the faculty. */
export const lateAnswerRowSchema = commonSchema.extend({
  userId: idSchema,
  name: z.string(),
  /** The case's place in the set, from 1. */
  position: z.number(),
  /** Null where the phase was locked in time. */
  phaseGivenAt: momentSchema.nullable(),
  /** Whether it was given in time, by its device's clock as far as that is known. */
  inTime: open(z.enum(["yes", "no", "unclear"])),
  clock: z.object({
    trust: open(z.enum(["steady", "changed", "unknown"])),
    /** By how many milliseconds it was ahead of Calot's when it was last heard of in time, and when that was. */
    beforeMs: z.number().nullable(),
    beforeAt: momentSchema.nullable(),
    /** The same as the answer came. */
    arrivalMs: z.number().nullable(),
  }),
  /** Why it can't be taken. */
  barred: open(z.enum(["released", "told"])).nullable(),
  decidedBy: z.string().nullable(),
});
export type LateAnswerRow = View<typeof lateAnswerRowSchema>;
