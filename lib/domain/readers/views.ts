import { z } from "zod";
import { t } from "@/lib/language/t";
import type { Reveal } from "../attempts/views";
import type { MetricIntervals } from "../evaluation/evaluate";
import type { Phase } from "../phases";
import type { ZoneOutcome } from "../scoring/failure";
import type { Metrics } from "../scoring/metrics";
import type { Score } from "../scoring/score";
import type { Zone } from "../scoring/zone";
import type { CurvePoint } from "../training/curves";

/** Whom the table tells of: the paper's models, model runs measured here, residents. */
export type ReaderKind = "paper" | "run" | "cohort";

/** The split of a case's video; "none" where it has none. */
export type CaseSplit = "train" | "test" | "none";

/** The cases that a row's figures are over. */
export type MeasuredCases = {
  /** Null for the paper's own dataset. */
  readonly datasetId: string | null;
  readonly dataset: string;
  readonly split: CaseSplit;
  /** Rows with the same signature are over the same cases with the same references. */
  readonly signature: string;
  readonly cases: number;
  readonly videos: number;
  /** Cases that the dataset's split holds: more than `cases` where a row is over a part of them. */
  readonly of: number;
};

type RowBase = {
  /** Its own among all rows. */
  readonly key: string;
  readonly name: string;
  readonly measured: MeasuredCases;
  /** Null where a group is too small to be told of. */
  readonly metrics: Metrics | null;
};

/** A model of the paper's Table 2, as reported there. */
export type PaperReader = RowBase & {
  readonly kind: "paper";
  readonly family: "generalist" | "specialist";
};

/** A model run measured here. */
export type RunReader = RowBase & {
  readonly kind: "run";
  readonly runId: string;
  readonly run: string;
  readonly checkpoint: string | null;
  readonly promptVersion: string | null;
  readonly metrics: Metrics;
  /** 95 %, resampled by video. */
  readonly intervals: MetricIntervals;
  /** Cases without a prediction: they count as misses. */
  readonly missing: number;
  /** Predictions without a phase or a box: they count as misses too. */
  readonly failed: number;
  /** Whether the batch job has more to do, or was stopped. */
  readonly unfinished: boolean;
  readonly shown: boolean;
  /** How the run departs from phase-then-go; empty where it doesn't. */
  readonly study: readonly StudyMark[];
};

/** A departure from phase-then-go: the right phase's definition given, one turn, or no definition. */
export type StudyMark = "rectified" | "single-turn" | "no-definition";

/** The residents of a cohort, pooled: their first attempts alone. */
export type CohortReader = RowBase & {
  readonly kind: "cohort";
  /** Null: residents of no cohort. */
  readonly cohortId: string | null;
  /** Residents with a first attempt that counts; null where they are too few to be told of. */
  readonly residents: number | null;
  /** First attempts whose phase was asked for, and those of drills, which count in conditioned figures alone. */
  readonly attempts: number;
  readonly given: number;
  /** First attempts that were scored by an earlier reference of their case: they are left out. */
  readonly outdated: number;
};

export type ReaderRow = PaperReader | RunReader | CohortReader;

export type ReadersTable = {
  readonly rows: readonly ReaderRow[];
  /** The datasets that rows are over, for the filter. */
  readonly datasets: readonly { readonly id: string; readonly name: string }[];
  /** Whether the viewer is told of cohorts at all. */
  readonly cohortsTold: boolean;
};

/** Figures of a part of a run's cases. */
export type PartFigures = {
  readonly key: string;
  readonly label: string;
  readonly metrics: Metrics;
  readonly intervals: MetricIntervals | null;
};

/** `null` stands for a prediction that names no phase, or for none at all. */
export type NamedPhase = Phase | null;

/** One step of a reliability table: predictions by how sure the model was of the phase it named. */
export type RunReliabilityBin = {
  /** From, inclusive, and to, exclusive but for the last: 0 to 1. */
  readonly from: number;
  readonly to: number;
  readonly n: number;
  /** Mean probability of the phase named, and the share of them that was right. */
  readonly confidence: number;
  readonly accuracy: number;
};

export type RunReliability = {
  readonly n: number;
  /** Bins that hold a prediction, from unsure to sure. */
  readonly bins: readonly RunReliabilityBin[];
  /** Expected calibration error: the bins' mean gap between sureness and accuracy, weighted by n. 0 to 1. */
  readonly error: number;
};

export type RunDetail = {
  readonly id: string;
  readonly model: string;
  readonly run: string;
  readonly dataset: string;
  readonly notice: string | null;
  readonly checkpoint: string | null;
  readonly promptVersion: string | null;
  /** As the batch job, or the predictions file, told them. */
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly server: Readonly<Record<string, unknown>>;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  readonly addedAt: string;
  readonly shown: boolean;
  readonly study: readonly StudyMark[];
  /** Whether the viewer decides what residents see. */
  readonly mayShow: boolean;
  /** The splits in which the run has predictions; the figures are over the first unless asked. */
  readonly splits: readonly CaseSplit[];
  readonly split: CaseSplit;
  readonly measured: MeasuredCases;
  readonly missing: number;
  readonly failed: number;
  readonly sampled: number;
  readonly all: PartFigures;
  readonly byPhase: readonly PartFigures[];
  readonly byVideo: readonly PartFigures[];
  /** `confusion[reference]`: how often each phase was named, and how often none. */
  readonly confusion: Readonly<Record<Phase, Readonly<Record<Phase | "none", number>>>>;
  readonly failures: readonly RunFailure[];
  /** Null where the server told no probabilities. */
  readonly reliability: RunReliability | null;
  /** The training that the run's checkpoint is of; null where nothing was logged of one. */
  readonly training: TrainingView | null;
};

/** What was logged of a training. */
export type TrainingView = {
  readonly name: string;
  /** The last step that was logged. */
  readonly steps: number;
  /** The steps that it was to have; null where the log doesn't say. */
  readonly planned: number | null;
  readonly importedAt: string;
  /** The rewards' names, in their order. */
  readonly rewards: readonly string[];
  readonly points: readonly CurvePoint[];
  /** Its checkpoints that runs were made with. */
  readonly evaluated: readonly EvaluatedCheckpoint[];
};

export type EvaluatedCheckpoint = {
  readonly step: number;
  readonly runId: string;
  readonly run: string;
  readonly dataset: string;
};

/** What a run's answer to a case came to. */
export type AnswerState = "read" | "failed" | "missing";

/** How often a run's answers went one way. */
export type RunFailure = {
  readonly phase: "right" | "wrong" | "none";
  readonly zone: ZoneOutcome | "none";
  readonly n: number;
};

/** A line of a run's cases. */
export type RunCaseEntry = {
  readonly caseId: string;
  readonly frameUrl: string;
  readonly frameVersion: string;
  readonly video: string;
  readonly frame: number;
  readonly referencePhase: Phase;
  readonly phase: NamedPhase;
  readonly state: AnswerState;
  readonly error: string | null;
  readonly drawn: boolean;
  readonly zoneOutcome: ZoneOutcome;
  /** The share of the zone on No-Go regions, 0 to 1; null without a zone, or a region to touch. */
  readonly contact: number | null;
  readonly score: Score;
};

export type RunCasePage = {
  readonly entries: readonly RunCaseEntry[];
  /** Cases that the filters leave, on all pages. */
  readonly n: number;
  readonly next: string | null;
};

/** A run's answer to a case beside the reference, for those who see the table of readers. */
export type RunCaseView = {
  readonly runId: string;
  readonly model: string;
  readonly run: string;
  readonly split: CaseSplit;
  readonly entry: RunCaseEntry;
  /** Natural pixels. */
  readonly width: number;
  readonly height: number;
  readonly notice: string | null;
  readonly datasetId: string;
  /** The reference, its rationale, and this run's reading alone. */
  readonly reveal: Reveal;
  /** The model's own words. */
  readonly raw: { readonly turn1: string | null; readonly turn2: string | null };
  readonly samples: readonly {
    readonly seed: number;
    readonly box: Zone | null;
    readonly raw: string | null;
    readonly error: string | null;
  }[];
  /** Its place among the cases asked for, from 1, and their number. */
  readonly place: number;
  readonly of: number;
  readonly previous: string | null;
  readonly next: string | null;
};

/** Whether residents see a run. */
export const shownSchema = z.object({ shown: z.boolean(t`Say true or false.`) });
