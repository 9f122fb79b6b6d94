import { z } from "zod";
import { phaseSchema } from "../phase-schema";
import { zoneSchema } from "../scoring/zone-schema";
import type { View } from "../view";

/** What a reader can be shown between the first answer and the last. */
export const AID_KINDS = ["model", "clip", "cohort"] as const;
export const aidKindSchema = z.enum(AID_KINDS);
export type AidKind = z.infer<typeof aidKindSchema>;

/** A model's reading: what it answered, and neither its reasons nor how it was scored. */
const modelAidSchema = z.object({
  kind: z.literal("model"),
  model: z.string(),
  run: z.string(),
  phase: phaseSchema,
  box: zoneSchema,
});

/** The seconds before the frame. */
const clipAidSchema = z.object({
  kind: z.literal("clip"),
  /** `/api/cases/{id}/clip`. */
  clipUrl: z.string(),
});

/** Where other residents of the reader's program drew their first zones. */
const cohortAidSchema = z.object({
  kind: z.literal("cohort"),
  /** How many drew: as many as there are boxes, `FEWEST_PEERS` at least. */
  readers: z.int(),
  boxes: z.array(zoneSchema).readonly(),
});

/** An aid as it is stored when the phase is locked and shown once the zone is. It never says whether it is right. */
export const aidSchema = z.discriminatedUnion("kind", [modelAidSchema, clipAidSchema, cohortAidSchema]);
export type Aid = View<typeof aidSchema>;
