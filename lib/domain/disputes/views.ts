import type { Mode } from "../attempts/mode";
import type { Box } from "../geometry";
import type { Phase } from "../phases";
import type { CaseHeat } from "../scoring/agreement-map";
import type { ZoneOutcome } from "../scoring/failure";
import type { NewReference } from "./input";

export type DisputeStatus = "open" | "accepted" | "rejected" | "withdrawn";

/** A dispute as its own reader sees it. Moments are ISO 8601. */
export type OwnDispute = {
  readonly id: string;
  readonly status: DisputeStatus;
  readonly reason: string;
  readonly phase: Phase | null;
  readonly box: Box | null;
  readonly at: string;
  /** What was answered, and when. */
  readonly decision: string | null;
  readonly decidedAt: string | null;
};

/** A score that an attempt had. */
export type OldScore = {
  readonly replacedAt: string;
  readonly phaseCorrect: boolean;
  readonly iou: number;
  /** % of the diagonal. */
  readonly centerDistance: number;
  readonly zoneOutcome: ZoneOutcome;
};

/** What became of a revealed attempt's reference: its reader's questions, and the scores it had before. */
export type AttemptDisputes = {
  readonly attemptId: string;
  /** Newest first. */
  readonly disputes: readonly OwnDispute[];
  /** Newest first. */
  readonly oldScores: readonly OldScore[];
  /** Why it can't be questioned now, as a sentence; null where it can. */
  readonly obstacle: string | null;
};

/** A case as it is named to those who decide. */
export type DisputedCase = {
  readonly id: string;
  readonly video: string;
  readonly frame: number;
  readonly dataset: string;
  readonly frameUrl: string;
  readonly frameVersion: string;
};

/** A dispute in a list. */
export type DisputeEntry = {
  readonly id: string;
  readonly status: DisputeStatus;
  readonly reader: string;
  /** Whether it is the actor's own: somebody else decides it. */
  readonly own: boolean;
  readonly reason: string;
  readonly phase: Phase | null;
  readonly box: Box | null;
  readonly at: string;
  /** The version that it questions. */
  readonly versionNumber: number;
};

export type DecidedDispute = DisputeEntry & {
  readonly case: DisputedCase;
  readonly decision: string | null;
  readonly judge: string | null;
  readonly decidedAt: string | null;
};

/** What waits to be decided, by case: the one that waits longest first. */
export type DisputeList = {
  readonly open: readonly { readonly case: DisputedCase; readonly disputes: readonly DisputeEntry[] }[];
  /** The latest hundred, newest first. */
  readonly decided: readonly DecidedDispute[];
};

/** A reference of the case at one time. */
export type VersionEntry = {
  readonly id: string;
  readonly number: number;
  readonly at: string;
  readonly phase: Phase | null;
  readonly boxes: readonly Box[];
  /** What the judge said, where a dispute made it; else what made it. */
  readonly because: string;
};

/** A dispute before somebody who may decide it. */
export type DisputeDetail = DecidedDispute & {
  readonly size: { readonly width: number; readonly height: number };
  readonly notice: string | null;
  readonly datasetId: string;
  /** The disputer's answer. */
  readonly attempt: {
    readonly mode: Mode;
    readonly phase: Phase;
    readonly phaseCorrect: boolean;
    readonly box: Box;
    readonly iou: number;
    readonly zoneOutcome: ZoneOutcome;
  };
  readonly current: NewReference & { readonly versionId: string; readonly number: number };
  /** Newest first. */
  readonly versions: readonly VersionEntry[];
  /** The case's other disputes, open ones first. */
  readonly others: readonly (DisputeEntry & { readonly decision: string | null })[];
  /** Where first attempts at the case drew their zones; null for none. */
  readonly heat: CaseHeat | null;
  /** What an acceptance would score anew. */
  readonly affected: { readonly attempts: number; readonly readers: number };
};

/** What an acceptance did. */
export type Settled = {
  readonly status: "accepted" | "rejected";
  /** The new version; null where the reference stands. */
  readonly versionId: string | null;
  /** Attempts that were scored anew, and those of them whose score is another now. */
  readonly rescored: number;
  readonly changed: number;
};
