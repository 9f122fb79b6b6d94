import { z } from "zod";
import { modelReadingSchema, shownReferenceSchema } from "../attempts/views";
import { contactSummarySchema } from "../no-go/contact-schema";
import { phaseSchema } from "../phase-schema";
import { rationaleSchema } from "../rationale";
import { caseHeatSchema } from "../scoring/agreement-map";
import { phaseOutcomeSchema, zoneOutcomeSchema } from "../scoring/failure";
import { type SetStatus, setStatusSchema } from "../set-status";
import { idSchema, open, type View } from "../view";
import { takenBackSchema } from "../withdrawals/views";

/** How a model run did at a case: phase right and IoU at least 0.25, or not; none where it has not read it. */
const modelOutcomeSchema = z.enum(["hit", "miss", "none"]);
export type ModelOutcome = z.infer<typeof modelOutcomeSchema>;

const libraryModelSchema = z.object({
  runId: idSchema,
  model: z.string(),
  run: z.string(),
  outcome: open(modelOutcomeSchema),
});
export type LibraryModel = View<typeof libraryModelSchema>;

/** A case as staff see it in the library, its reference's phase included. */
export const libraryEntrySchema = z.object({
  id: idSchema,
  frameUrl: z.string(),
  frameVersion: z.string(),
  datasetId: idSchema,
  dataset: z.string(),
  videoId: idSchema,
  video: z.string(),
  frame: z.number(),
  phase: open(phaseSchema),
  split: open(z.enum(["train", "test"])).nullable(),
  /** The share of `answers` that were no hardcore hit, 0 to 1; null without an answer. */
  difficulty: z.number().nullable(),
  /** Counted first attempts whose phase was the reader's own. */
  answers: z.number(),
  /** Of the runs that readers see. */
  models: z.array(libraryModelSchema),
  openDisputes: z.number(),
  /** Wrong zones of readers who were sure of them, drills included. */
  confidentlyWrong: z.number(),
  /** An open dispute, or many readers sure and wrong. */
  contested: z.boolean(),
  /** Since when it is offered to nobody any more. */
  retired: takenBackSchema.nullable(),
  /** Since when its picture is gone for good. */
  removed: takenBackSchema.nullable(),
  /** The case sets it stands in that the viewer may see. */
  sets: z.array(
    z.object({
      id: idSchema,
      name: z.string(),
      status: open(setStatusSchema),
    }),
  ),
});
export type LibraryEntry = View<typeof libraryEntrySchema>;

export const libraryPageSchema = z.object({
  entries: z.array(libraryEntrySchema),
  /** All that match; null on later pages, which don't count again. */
  n: z.number().nullable(),
  next: z.string().nullable(),
});
export type LibraryPage = View<typeof libraryPageSchema>;

/** What the library can be filtered by. */
export type LibraryChoices = {
  readonly datasets: readonly {
    readonly id: string;
    readonly name: string;
    readonly videos: readonly { readonly id: string; readonly name: string }[];
  }[];
  readonly runs: readonly { readonly id: string; readonly model: string; readonly run: string }[];
  readonly sets: readonly { readonly id: string; readonly name: string; readonly status: SetStatus }[];
  readonly cohorts: readonly { readonly id: string; readonly name: string }[];
};

/** How a case behaved among all of the institution's readers, over the answers that figures count. */
const caseFiguresSchema = z.object({
  /** Drills included. */
  n: z.number(),
  /** How the answers went, the most frequent first; what never happened is left out. */
  failures: z.array(
    z.object({
      phase: open(phaseOutcomeSchema),
      zone: open(zoneOutcomeSchema),
      n: z.number(),
    }),
  ),
  /** Of a hit with the reader's hits at all other cases, −1 to 1; null with fewer than ten readers. */
  discrimination: z.number().nullable(),
  contact: contactSummarySchema,
});
export type CaseFigures = View<typeof caseFiguresSchema>;

/** A case with everything that is known of it: for staff alone. */
export const libraryCaseSchema = libraryEntrySchema.extend({
  /** Natural pixels. */
  width: z.number(),
  height: z.number(),
  notice: z.string().nullable(),
  /** Under which the dataset may be used. */
  licence: z.string().nullable(),
  reference: shownReferenceSchema,
  rationale: rationaleSchema,
  predictions: z.array(modelReadingSchema),
  figures: caseFiguresSchema,
  /** Where readers drew; null where nobody has. */
  heat: caseHeatSchema.nullable(),
});
export type LibraryCase = View<typeof libraryCaseSchema>;
