import type { ModelReading } from "../attempts/views";
import type { Box } from "../geometry";
import type { Phase } from "../phases";
import type { Rationale } from "../rationale";
import type { CaseHeat } from "../scoring/agreement-map";
import type { PhaseOutcome, ZoneOutcome } from "../scoring/failure";
import type { SetStatus } from "../set-status";

/** How a model run did at a case: phase right and IoU at least 0.25, or not; none where it has not read it. */
export type ModelOutcome = "hit" | "miss" | "none";

export type LibraryModel = {
  readonly runId: string;
  readonly model: string;
  readonly run: string;
  readonly outcome: ModelOutcome;
};

/** A case as staff see it in the library, its reference's phase included. */
export type LibraryEntry = {
  readonly id: string;
  readonly frameUrl: string;
  readonly frameVersion: string;
  readonly datasetId: string;
  readonly dataset: string;
  readonly videoId: string;
  readonly video: string;
  readonly frame: number;
  readonly phase: Phase;
  readonly split: "train" | "test" | null;
  /** The share of `answers` that were no hardcore hit, 0 to 1; null without an answer. */
  readonly difficulty: number | null;
  /** Counted first attempts whose phase was the reader's own. */
  readonly answers: number;
  /** Of the runs that readers see. */
  readonly models: readonly LibraryModel[];
  readonly openDisputes: number;
  /** Wrong zones of readers who were sure of them, drills included. */
  readonly confidentlyWrong: number;
  /** An open dispute, or many readers sure and wrong. */
  readonly contested: boolean;
  /** The case sets it stands in that the viewer may see. */
  readonly sets: readonly { readonly id: string; readonly name: string; readonly status: SetStatus }[];
};

export type LibraryPage = {
  readonly entries: readonly LibraryEntry[];
  /** All that match; null on later pages, which don't count again. */
  readonly n: number | null;
  readonly next: string | null;
};

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
export type CaseFigures = {
  /** Drills included. */
  readonly n: number;
  /** How the answers went, the most frequent first; what never happened is left out. */
  readonly failures: readonly {
    readonly phase: PhaseOutcome;
    readonly zone: ZoneOutcome;
    readonly n: number;
  }[];
  /** Of a hit with the reader's hits at all other cases, −1 to 1; null with fewer than ten readers. */
  readonly discrimination: number | null;
};

/** A case with everything that is known of it: for staff alone. */
export type LibraryCase = LibraryEntry & {
  /** Natural pixels. */
  readonly width: number;
  readonly height: number;
  readonly notice: string | null;
  readonly reference: { readonly phase: Phase; readonly boxes: readonly Box[] };
  readonly rationale: Rationale;
  readonly predictions: readonly ModelReading[];
  readonly figures: CaseFigures;
  /** Where readers drew; null where nobody has. */
  readonly heat: CaseHeat | null;
};
