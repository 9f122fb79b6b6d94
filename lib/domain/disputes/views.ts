import { z } from "zod";
import { modeSchema } from "../attempts/mode-schema";
import { boxSchema } from "../box-schema";
import { noGoRegionSchema } from "../no-go/region";
import { phaseSchema } from "../phase-schema";
import { rationaleSchema } from "../rationale";
import { caseHeatSchema } from "../scoring/agreement-map";
import { zoneOutcomeSchema } from "../scoring/failure";
import { zoneSchema } from "../scoring/zone-schema";
import { idSchema, momentSchema, open, type View } from "../view";

export const disputeStatusSchema = z.enum(["open", "accepted", "rejected", "withdrawn"]);

/** A dispute as its own reader sees it. Moments are ISO 8601. */
export const ownDisputeSchema = z.object({
  id: idSchema,
  status: open(disputeStatusSchema),
  reason: z.string(),
  phase: open(phaseSchema).nullable(),
  box: zoneSchema.nullable(),
  at: momentSchema,
  /** What was answered, and when. */
  decision: z.string().nullable(),
  decidedAt: momentSchema.nullable(),
});
export type OwnDispute = View<typeof ownDisputeSchema>;

/** A score that an attempt had. */
const oldScoreSchema = z.object({
  replacedAt: momentSchema,
  phaseCorrect: z.boolean(),
  iou: z.number(),
  /** % of the diagonal. */
  centerDistance: z.number(),
  zoneOutcome: open(zoneOutcomeSchema),
  /** What was changed, so that it is not the score any more. */
  because: open(z.enum(["reference", "metric"])).optional(),
});
export type OldScore = View<typeof oldScoreSchema>;

/** What became of a revealed attempt's reference: its reader's questions, and the scores it had before. */
export const attemptDisputesSchema = z.object({
  attemptId: idSchema,
  /** Newest first. */
  disputes: z.array(ownDisputeSchema),
  /** Newest first. */
  oldScores: z.array(oldScoreSchema),
  /** Why it can't be questioned now, as a sentence; null where it can. */
  obstacle: z.string().nullable(),
});
export type AttemptDisputes = View<typeof attemptDisputesSchema>;

/** A case as it is named to those who decide. */
const disputedCaseSchema = z.object({
  id: idSchema,
  video: z.string(),
  frame: z.number(),
  dataset: z.string(),
  frameUrl: z.string(),
  frameVersion: z.string(),
});
export type DisputedCase = View<typeof disputedCaseSchema>;

/** What a judge would do, until somebody else agrees. */
const proposalSchema = z.object({
  by: z.string(),
  at: momentSchema,
  /** Whether it is the actor's own. */
  own: z.boolean(),
  /** Whether the actor may agree. */
  mayAgree: z.boolean(),
  decision: open(z.enum(["accept", "undo"])),
  sentence: z.string(),
  /** Of an acceptance. */
  reference: z
    .object({
      phase: open(phaseSchema),
      boxes: z.array(boxSchema),
      noGo: z.array(noGoRegionSchema),
      rationale: rationaleSchema,
    })
    .nullable(),
});
export type ProposalView = View<typeof proposalSchema>;

/** A dispute in a list. */
const disputeEntrySchema = z.object({
  id: idSchema,
  status: open(disputeStatusSchema),
  reader: z.string(),
  /** Whether it is the actor's own: somebody else decides it. */
  own: z.boolean(),
  reason: z.string(),
  phase: open(phaseSchema).nullable(),
  box: zoneSchema.nullable(),
  at: momentSchema,
  /** The version that it questions. */
  versionNumber: z.number(),
});
export type DisputeEntry = View<typeof disputeEntrySchema>;

const decidedDisputeSchema = disputeEntrySchema.extend({
  case: disputedCaseSchema,
  decision: z.string().nullable(),
  judge: z.string().nullable(),
  decidedAt: momentSchema.nullable(),
});
export type DecidedDispute = View<typeof decidedDisputeSchema>;

/** What waits to be decided, by case: the one that waits longest first. */
export const disputeListSchema = z.object({
  open: z.array(
    z.object({
      case: disputedCaseSchema,
      disputes: z.array(disputeEntrySchema),
    }),
  ),
  /** The latest hundred, newest first. */
  decided: z.array(decidedDisputeSchema),
});
export type DisputeList = View<typeof disputeListSchema>;

/** A reference of the case at one time. */
const versionEntrySchema = z.object({
  id: idSchema,
  number: z.number(),
  at: momentSchema,
  phase: open(phaseSchema).nullable(),
  boxes: z.array(boxSchema),
  noGo: z.array(noGoRegionSchema),
  /** What the judge said, where a dispute made it; else what made it. */
  because: z.string(),
});
export type VersionEntry = View<typeof versionEntrySchema>;

/** A dispute before somebody who may decide it. */
export const disputeDetailSchema = decidedDisputeSchema.extend({
  size: z.object({
    width: z.number(),
    height: z.number(),
  }),
  notice: z.string().nullable(),
  datasetId: idSchema,
  /** Whether the actor changes the reference alone, or proposes it. */
  settlesAlone: z.boolean(),
  proposal: proposalSchema.nullable(),
  /** Whether what was accepted can be taken back. */
  mayUndo: z.boolean(),
  undone: z.object({ at: momentSchema, because: z.string(), by: z.string() }).nullable(),
  /** The disputer's answer. */
  attempt: z.object({
    mode: open(modeSchema),
    phase: open(phaseSchema),
    phaseCorrect: z.boolean(),
    box: zoneSchema,
    iou: z.number(),
    zoneOutcome: open(zoneOutcomeSchema),
  }),
  current: z.object({
    phase: open(phaseSchema),
    boxes: z.array(boxSchema),
    noGo: z.array(noGoRegionSchema),
    rationale: rationaleSchema,
    versionId: idSchema,
    number: z.number(),
  }),
  /** Newest first. */
  versions: z.array(versionEntrySchema),
  /** The case's other disputes, open ones first. */
  others: z.array(
    disputeEntrySchema.extend({
      decision: z.string().nullable(),
    }),
  ),
  /** Where first attempts at the case drew their zones; null for none. */
  heat: caseHeatSchema.nullable(),
  /** What an acceptance would score anew. */
  affected: z.object({
    attempts: z.number(),
    readers: z.number(),
  }),
});
export type DisputeDetail = View<typeof disputeDetailSchema>;

/** What an acceptance did. */
export const settledSchema = z.object({
  /** proposed: it waits for somebody's agreement. */
  status: open(z.enum(["accepted", "rejected", "undone", "proposed"])),
  /** The new version; null where the reference stands. */
  versionId: idSchema.nullable(),
  /** Attempts that were scored anew, and those of them whose score is another now. */
  rescored: z.number(),
  changed: z.number(),
});
export type Settled = View<typeof settledSchema>;
