import { z } from "zod";
import { modeSchema } from "@/lib/domain/attempts/mode";
import type { LockedPhase, ScoredZone, StageCase } from "@/lib/domain/attempts/views";
import { boxSchema } from "@/lib/domain/geometry";
import { phaseSchema } from "@/lib/domain/phases";
import { rationaleSchema } from "@/lib/domain/rationale";
import type { RecalledEntity } from "@/lib/domain/rationale-recall";
import { zoneOutcomeSchema, zoneReadingSchema } from "@/lib/domain/scoring/failure";

/*
 * What the server says, as the player reads it. Fields it doesn't know are left out, so that a newer server
 * can say more.
 */

const definitionSchema = z.object({ phase: phaseSchema, text: z.string() });

export const lockedPhaseSchema: z.ZodType<LockedPhase> = z.object({
  id: z.string(),
  definition: definitionSchema,
  phaseCorrect: z.boolean().exactOptional(),
});

const scoreSchema = z.object({
  phaseCorrect: z.boolean(),
  iou: z.number(),
  centerDistance: z.number(),
  hit25: z.boolean(),
  hardcoreIou: z.number(),
  hardcoreHit: z.boolean(),
});

const spansSchema = z.array(z.tuple([z.int(), z.int()]));

const entitiesSchema: z.ZodType<readonly RecalledEntity[]> = z.array(
  z.object({
    kind: z.enum(["target", "action", "constraint"]),
    name: z.string(),
    shared: z.boolean(),
    referenceSpans: spansSchema,
    readerSpans: spansSchema,
  }),
);

const recallSchema = z.object({
  location: entitiesSchema,
  exposure: entitiesSchema,
  nextAction: entitiesSchema,
  criticalRisk: entitiesSchema,
});

const modelReadingSchema = z.object({
  model: z.string(),
  run: z.string(),
  phase: phaseSchema.nullable(),
  phaseProbabilities: z.record(phaseSchema, z.number()).nullable(),
  box: boxSchema.nullable(),
  rationale: rationaleSchema.nullable(),
  recall: recallSchema.nullable(),
  error: z.string().nullable(),
  score: scoreSchema,
  zoneOutcome: zoneOutcomeSchema,
});

const revealSchema = z.object({
  reference: z.object({ phase: phaseSchema, boxes: z.array(boxSchema) }),
  rationale: rationaleSchema,
  predictions: z.array(modelReadingSchema),
  revision: z.object({ at: z.string(), because: z.string() }).exactOptional(),
  modelsHidden: z.literal(true).exactOptional(),
  zone: zoneReadingSchema,
});

export const scoredZoneSchema: z.ZodType<ScoredZone> = z.object({
  score: scoreSchema.nullable(),
  reveal: revealSchema.nullable(),
});

const openAttemptSchema = z.object({
  id: z.string(),
  definition: definitionSchema,
  phaseCorrect: z.boolean().exactOptional(),
  mode: modeSchema,
  phase: phaseSchema.nullable(),
  lockedAt: z.string(),
});

const stageCaseSchema: z.ZodType<QueuedCase> = z.object({
  id: z.string(),
  width: z.number(),
  height: z.number(),
  frameUrl: z.string(),
  answered: z.boolean(),
  frameVersion: z.string(),
  notice: z.string().nullable(),
  datasetId: z.string(),
  open: openAttemptSchema.nullable(),
  number: z.int().exactOptional(),
});

/** A case that waits for its turn; in an assignment with its place in the reader's order. */
export type QueuedCase = StageCase & { readonly number?: number };

export const nextCasesSchema = z.object({ cases: z.array(stageCaseSchema) });

export const problemSchema = z.object({
  title: z.string().default("Not stored"),
  detail: z.string().default("The server did not say why."),
});
