import type { Standing } from "../assignments/schedule";
import type { Mode } from "../attempts/mode";
import type { ModelReading } from "../attempts/views";
import type { Box } from "../geometry";
import type { Alpha } from "../items/cronbach-alpha";
import type { ItemFlag } from "../items/item-flags";
import type { ItemStatistics } from "../items/item-statistics";
import type { Phase } from "../phases";
import type { Rationale } from "../rationale";
import type { PhaseOutcome, ZoneOutcome } from "../scoring/failure";
import type { Score } from "../scoring/score";

/** What faculty see of an assignment's answers. Moments are ISO 8601; none of it is for the readers themselves. */

/**
 * - none: not begun.
 * - open: the phase is locked, the zone may still come.
 * - no-zone: the zone never came: a miss.
 * - scored: the zone is stored.
 */
export type CellState = "none" | "open" | "no-zone" | "scored";

/** A reader's first answer to a case in the assignment. */
export type ResultCell = {
  readonly state: CellState;
  /** To be looked at; null where no zone is stored. */
  readonly attemptId: string | null;
  readonly phase: PhaseOutcome | null;
  readonly zone: ZoneOutcome | null;
  readonly iou: number | null;
  /** A hit under the right phase; null while nothing is decided. */
  readonly hit: boolean | null;
  readonly late: boolean;
  /** The reader had answered the case before the assignment: in no figure. */
  readonly repeat: boolean;
  /** Attempts in the assignment. */
  readonly attempts: number;
  readonly comments: number;
};

export type ResultRow = {
  readonly userId: string;
  readonly name: string;
  /** Through which the reader has it; null where it was given to the reader alone. */
  readonly cohort: string | null;
  readonly standing: Standing;
  readonly extended: boolean;
  /** Cases with an answer that is over. */
  readonly answered: number;
  /** Answers that figures count: of the reader’s first attempts. */
  readonly n: number;
  readonly hits: number;
  readonly phasesRight: number;
  /** Of the counted answers, 0 where the zone never came; null without one. */
  readonly meanIou: number | null;
  readonly late: number;
  readonly medianMs: number | null;
  readonly lastAnswerAt: string | null;
  /** In the order of the items. */
  readonly cells: readonly ResultCell[];
};

export type ResultItem = {
  readonly caseId: string;
  /** 1, 2, …: the set’s order. */
  readonly position: number;
  readonly video: string;
  readonly frame: number;
  /** The reference’s. */
  readonly phase: Phase;
  readonly frameUrl: string;
  readonly frameVersion: string;
  readonly statistics: ItemStatistics;
  readonly flags: readonly ItemFlag[];
};

export type ResultHead = {
  readonly id: string;
  readonly name: string;
  readonly caseSet: string;
  readonly mode: Mode;
  readonly opensAt: string;
  readonly dueAt: string | null;
  readonly closesAt: string | null;
  readonly resultsReleasedAt: string | null;
  /** Whether the readers see their results by now. */
  readonly released: boolean;
};

export type Results = ResultHead & {
  readonly rows: readonly ResultRow[];
  readonly items: readonly ResultItem[];
  /** Over the readers who answered every case; excused readers and repetitions left out. */
  readonly alpha: Alpha;
  /** Counted answers, and hits among them. */
  readonly n: number;
  readonly hits: number;
};

/** An answer as it stands beside others on a case’s page. */
export type CaseAnswer = {
  readonly attemptId: string;
  readonly reader: string;
  readonly phase: Phase | null;
  readonly phaseRight: PhaseOutcome;
  readonly box: Box | null;
  readonly zone: ZoneOutcome;
  readonly iou: number;
  readonly hit: boolean;
  readonly phaseConfidence: number | null;
  readonly zoneConfidence: number | null;
  readonly elapsedMs: number | null;
  readonly late: boolean;
  /** In no figure. */
  readonly repeat: boolean;
};

/** A frame as staff see it. */
export type ResultFrame = {
  readonly caseId: string;
  readonly video: string;
  readonly frame: number;
  /** Natural pixels. */
  readonly width: number;
  readonly height: number;
  readonly frameUrl: string;
  readonly frameVersion: string;
  readonly notice: string | null;
  readonly datasetId: string;
};

/** A case of an assignment, with everybody’s answers to it. */
export type ResultCase = {
  readonly head: ResultHead;
  readonly frame: ResultFrame;
  readonly item: ResultItem;
  /** Of how many cases. */
  readonly of: number;
  readonly previous: string | null;
  readonly next: string | null;
  readonly reference: { readonly phase: Phase; readonly boxes: readonly Box[] };
  readonly rationale: Rationale;
  readonly predictions: readonly ModelReading[];
  readonly answers: readonly CaseAnswer[];
  /** Readers of the assignment, without those excused. */
  readonly readers: number;
};

export type Comment = {
  readonly id: string;
  readonly author: string;
  /** Whether the author is whose answer it is. */
  readonly byReader: boolean;
  /** Whether the one who looks at it wrote it. */
  readonly own: boolean;
  readonly text: string;
  readonly at: string;
};

/** A reader’s answer, as faculty see it. */
export type ResultAttempt = {
  readonly id: string;
  readonly head: ResultHead;
  readonly reader: string;
  readonly frame: ResultFrame;
  readonly mode: Mode;
  readonly ordinal: number;
  /** As the reader chose it; null where it was given. */
  readonly phase: Phase | null;
  readonly phaseConfidence: number | null;
  readonly box: Box;
  readonly zoneConfidence: number | null;
  readonly elapsedMs: number | null;
  readonly zoneAt: string;
  readonly late: boolean;
  readonly score: Score;
  readonly zone: ZoneOutcome;
  readonly reference: { readonly phase: Phase; readonly boxes: readonly Box[] };
  readonly rationale: Rationale;
  readonly predictions: readonly ModelReading[];
  readonly referenceChanged: boolean;
  /** The same reader’s answers before and after it, in the set’s order. */
  readonly previous: string | null;
  readonly next: string | null;
  readonly comments: readonly Comment[];
};
