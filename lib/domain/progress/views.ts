import { z } from "zod";
import type { Mode } from "../attempts/mode";
import type { CameLate } from "../attempts/views";
import { byPhase } from "../phase-schema";
import type { Phase } from "../phases";
import type { Miss } from "../practice/misses";
import type { PhaseOutcome, ZoneOutcome } from "../scoring/failure";
import { type Metrics, metricsSchema } from "../scoring/metrics";
import type { View } from "../view";

/** A reader's figures, over first attempts alone. */
export const progressSchema = z.object({
  all: metricsSchema,
  /** By the reference's phase. */
  byPhase: byPhase(metricsSchema),
});
export type Progress = View<typeof progressSchema>;

/** One week's figures. */
export type WeekOfProgress = {
  /** The Monday it begins with in the institution's time zone, as YYYY-MM-DD. */
  readonly week: string;
  readonly metrics: Metrics;
};

/** How often answers failed in one way. */
export type FailureCount = { readonly phase: PhaseOutcome; readonly zone: ZoneOutcome; readonly n: number };

/** How often a kind of miss lies behind a count of failures. */
export type CountedMiss = Omit<FailureCount, "n"> & { readonly miss: Miss; readonly n: number };

export type ProgressDetail = Progress & {
  /** Oldest first; weeks without an answer are left out. */
  readonly weeks: readonly WeekOfProgress[];
  /** `confusion[reference][chosen]`: first attempts whose phase was asked for. */
  readonly confusion: Readonly<Record<Phase, Readonly<Record<Phase, number>>>>;
  /** First attempts by failure mode; those that never failed count as hits. */
  readonly failures: readonly FailureCount[];
  /** What was missed in each of them, the most frequent first. */
  readonly misses: readonly CountedMiss[];
  /** First attempts behind the conditioned figures that had the phase given. */
  readonly phaseGiven: number;
  /** Attempts at a case that was attempted before: they count in no figure. */
  readonly repetitions: number;
  readonly casesAnswered: number;
  readonly casesOpen: number;
};

/** Of what somebody was sure. */
export const sureOfSchema = z.enum(["phase", "zone"]);
export type SureOf = z.infer<typeof sureOfSchema>;

/** A line of the history. Missed attempts have no score to show and no reveal. */
export type HistoryEntry = {
  readonly attemptId: string;
  readonly caseId: string;
  readonly frameUrl: string;
  readonly frameVersion: string;
  readonly mode: Mode;
  /** Of which it was a part; null in free practice. */
  readonly assignmentId: string | null;
  readonly ordinal: number;
  readonly at: string;
  readonly state: "scored" | "missed" | "open" | "withheld";
  readonly phase: PhaseOutcome | null;
  readonly zone: ZoneOutcome | null;
  readonly iou: number | null;
  readonly centerDistance: number | null;
  /** The share of the zone on No-Go regions, 0 to 1; null where there are none. */
  readonly contact: number | null;
  /** What was changed when it was scored anew last; null where it has its first score. */
  readonly rescored: "reference" | "metric" | null;
  /** Its zone came when it was a miss already. */
  readonly late?: CameLate;
};

export type HistoryPage = { readonly entries: readonly HistoryEntry[]; readonly next: string | null };
