import { z } from "zod";
import { plural, t } from "@/lib/language/t";
import { boxSchema } from "../box-schema";
import { distinctBoxes } from "../geometry";
import { drawnRegionsSchema, type NoGoRegion } from "../no-go/region";
import { phaseSchema } from "../phase-schema";
import { zoneSchema } from "../scoring/zone-schema";
import { plainText } from "../text/plain-text";
import { referenceText } from "../text/reference-text";

/** How many references a reader may question in 24 hours. */
export const DISPUTES_A_DAY = 10;

/** How long a reason or a decision may be, in characters. */
export const LONGEST_TEXT = 2000;
/** How many zones a reference may have. */
export const MOST_ZONES = 20;
/** How many disputes are decided together. */
const MOST_TOGETHER = 200;

const sentenceSchema = z
  .string()
  .overwrite(plainText)
  .min(1, t`Say why, in a sentence.`)
  .max(LONGEST_TEXT, t`Say it in ${plural(LONGEST_TEXT, "# character", "# characters")} or fewer.`);

/** A reader questions the reference that an attempt was scored by. */
export const openDisputeSchema = z
  .object({
    /** Made by the client, so that the request can be repeated. */
    id: z.uuid(),
    reason: sentenceSchema,
    /** What the reader would have instead; left out where only the reason is given. */
    phase: phaseSchema.optional(),
    box: zoneSchema.optional(),
  })
  .strict();
export type OpenDisputeInput = z.infer<typeof openDisputeSchema>;

const partSchema = referenceText(LONGEST_TEXT).min(1, t`Write every part of the rationale.`);

/** The reference that an accepted dispute makes. */
const newReferenceSchema = z
  .object({
    phase: phaseSchema,
    boxes: z.array(boxSchema).min(1, t`Draw one zone at least.`).max(MOST_ZONES).overwrite(distinctBoxes),
    /** What must not be touched; left out: as it is. */
    noGo: drawnRegionsSchema.optional(),
    rationale: z
      .object({
        location: partSchema,
        exposure: partSchema,
        nextAction: partSchema,
        criticalRisk: partSchema,
      })
      .strict(),
  })
  .strict();
export type ProposedReference = z.infer<typeof newReferenceSchema>;

/** The same with its regions as they are stored. */
export type NewReference = Omit<ProposedReference, "noGo"> & { readonly noGo: readonly NoGoRegion[] };

const decided = {
  /** Shown to the disputers; of an accepted dispute, to everyone who sees the new reference. */
  sentence: sentenceSchema,
  /** Other open disputes of the case that this decides too. */
  together: z.array(z.uuid()).max(MOST_TOGETHER).default([]),
};

export const decisionSchema = z.discriminatedUnion("decision", [
  z.object({ decision: z.literal("reject"), ...decided }).strict(),
  z
    .object({
      decision: z.literal("accept"),
      ...decided,
      /** The version that was current when the judge looked: another one since is a conflict. */
      versionId: z.uuid(),
      reference: newReferenceSchema,
    })
    .strict(),
  // Takes back what was accepted: the reference from before stands again.
  z
    .object({
      decision: z.literal("undo"),
      sentence: sentenceSchema,
      /** The version that was current when the judge looked: another one since is a conflict. */
      versionId: z.uuid(),
    })
    .strict(),
]);
export type DecisionInput = z.infer<typeof decisionSchema>;
export type Change = Exclude<DecisionInput, { decision: "reject" }>;

/** What somebody says of another one's proposal: it comes about, or goes. */
export const agreementInputSchema = z
  .object({
    agrees: z.boolean(),
    /** When it was proposed: another proposal since is a conflict. */
    proposedAt: z.iso.datetime(),
  })
  .strict();
export type Acceptance = Extract<DecisionInput, { decision: "accept" }>;
