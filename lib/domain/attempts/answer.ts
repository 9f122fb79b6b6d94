import { z } from "zod";
import { phaseSchema } from "../phase-schema";
import { reasonSchema } from "../reasons/reason-schema";
import { zoneSchema } from "../scoring/zone-schema";
import { modeSchema } from "./mode-schema";

/** How sure a reader says to be, 0 to 1. */
const confidenceSchema = z.number().min(0).max(1);

/** The first step of an answer: the phase. `mode` is for free practice; an assignment has its own. */
export const lockPhaseInputSchema = z
  .object({
    /** Made by the client, so that the request can be repeated. */
    id: z.uuid(),
    caseId: z.uuid(),
    assignmentId: z.uuid().optional(),
    mode: modeSchema.optional(),
    /** Left out (or ignored) where the phase is given. */
    phase: phaseSchema.optional(),
    phaseConfidence: confidenceSchema.optional(),
    /** An aid between the zone and the reveal, for free practice; an assignment has its own setting. */
    secondLook: z.boolean().optional(),
  })
  .strict();
export type LockPhaseInput = z.infer<typeof lockPhaseInputSchema>;

/** The second step: the Go Zone. */
export const submitZoneInputSchema = z
  .object({
    box: zoneSchema,
    zoneConfidence: confidenceSchema.optional(),
    /** From the frame's appearance to the zone, in milliseconds, as the client measured it. */
    elapsedMs: z.number().int().min(0).max(2_147_483_647).optional(),
    /**
     * From the locking of the phase to the zone, in milliseconds, both by the clock of the device that they were done on:
     * it tells when a zone was given that comes more than a day later. Left out where the device doesn't know it.
     */
    sinceLockMs: z.number().int().min(0).max(2_147_483_647).optional(),
    /** What comes next and what could go wrong, in the reader's own words; empty is as good as left out. */
    nextAction: reasonSchema.optional(),
    criticalRisk: reasonSchema.optional(),
  })
  .strict();
export type SubmitZoneInput = z.infer<typeof submitZoneInputSchema>;

/** The third step, in a second look: what is changed. What is left out is kept. */
export const submitLastInputSchema = z
  .object({
    /** Left out (or ignored) where the phase is given. */
    phase: phaseSchema.optional(),
    box: zoneSchema.optional(),
  })
  .strict();
export type SubmitLastInput = z.infer<typeof submitLastInputSchema>;
