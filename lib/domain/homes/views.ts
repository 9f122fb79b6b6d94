import type { DueAssignment } from "../assignments/views";
import type { Mode } from "../attempts/mode";
import type { UnfinishedAttempt } from "../attempts/views";
import type { AuditEntry } from "../audit/views";
import type { DatasetState } from "../datasets/state";
import type { Phase } from "../phases";
import type { PracticeState } from "../practice/state";
import type { HistoryEntry, Progress } from "../progress/views";
import type { RequiredSecondStep } from "../second-step/views";
import type { SessionLimits } from "../sessions/session-limits";

/** Moments are ISO 8601 throughout; `timeZone` is the institution's IANA name. */

/** Where a resident lands: what to do next, and how it goes. */
export type ResidentHome = {
  readonly timeZone: string;
  /** Cases whose first attempt is scored or missed, and those without one. */
  readonly casesAnswered: number;
  readonly casesOpen: number;
  readonly practice: PracticeState;
  /** The number on the installed app’s icon: what is due, or 0 where no reminders are wished. */
  readonly badge: number;
  /** The latest attempt whose zone can still be drawn. */
  readonly unfinished: UnfinishedAttempt | null;
  /** What is assigned and to be done, the next due first, and what opens soon. */
  readonly due: readonly DueAssignment[];
  readonly progress: Progress;
  /** The latest few, newest first. */
  readonly recent: readonly HistoryEntry[];
};

/** What a dataset holds. */
export type DatasetSummary = {
  readonly id: string;
  readonly name: string;
  readonly version: string | null;
  readonly licence: string | null;
  /** Said beside every frame of it. */
  readonly notice: string | null;
  readonly state: DatasetState;
  readonly videos: number;
  /** Cases by the phase of their current reference. */
  readonly casesByPhase: Readonly<Record<Phase, number>>;
  /** Cases by the split of their video. */
  readonly casesBySplit: Readonly<Record<"train" | "test" | "none", number>>;
  readonly modelRuns: readonly ModelRunSummary[];
};

export type ModelRunSummary = {
  readonly id: string;
  readonly model: string;
  readonly run: string;
  readonly predictions: number;
};

/** Where faculty land: what there is to practise on. */
export type FacultyHome = { readonly datasets: readonly DatasetSummary[] };

/** An assignment that can be answered, or an exam that is closed and waits for its release. */
export type RunningAssignment = {
  readonly id: string;
  readonly name: string;
  readonly mode: Mode;
  readonly dueAt: string | null;
  readonly closesAt: string | null;
  /** Whether somebody can answer it still. */
  readonly isOpen: boolean;
  /** Without those excused. */
  readonly readers: number;
  readonly done: number;
  readonly notBegun: number;
  /** The case with the smallest share of hits among first answers; null with too few, or where nobody missed. */
  readonly hardest: {
    readonly caseId: string;
    readonly video: string;
    readonly frame: number;
    readonly frameVersion: string;
    /** Counted answers, and hits among them. */
    readonly n: number;
    readonly hits: number;
  } | null;
};

/** What runs and what waits for one of the faculty, a director or an administrator. */
export type Worklist = {
  readonly timeZone: string;
  /** The next due first, behind what waits for its release. */
  readonly running: readonly RunningAssignment[];
  /** Of all that run. */
  readonly runningCount: number;
  /** Questions that the viewer may decide. */
  readonly questions: { readonly n: number; readonly cases: number; readonly since: string | null };
  /** Answers that came after the end and are neither taken nor left: of the few assignments that wait longest. */
  readonly lateAnswers: readonly {
    readonly assignmentId: string;
    readonly name: string;
    readonly n: number;
  }[];
  /** Of all assignments. */
  readonly lateAnswerCount: number;
  /** Cases of other people's making and one's own, by what the viewer is to do about them. */
  readonly authoring: { readonly annotate: number; readonly check: number; readonly review: number };
  /** Answers of residents to the viewer's comments that the viewer has not looked at: the latest few. */
  readonly replies: readonly {
    readonly id: string;
    readonly text: string;
    readonly href: string;
    readonly at: string;
  }[];
  readonly replyCount: number;
};

/** How mails to the institution's people get on, over the last seven days. */
export type MailState = {
  /** off: no mail server is named. demo: nothing is sent, people read their mails on a page. */
  readonly sending: "on" | "off" | "demo";
  readonly sent: number;
  readonly waiting: number;
  /** Given up. */
  readonly failed: number;
  /** The latest error of a mail that is not sent. */
  readonly lastError: string | null;
};

/** Where administrators land: people, data, storage and what happened. */
export type AdminHome = {
  readonly timeZone: string;
  /** Accounts, those that are open, and who asks to be deleted. */
  readonly people: { readonly total: number; readonly open: number; readonly leaving: number };
  readonly datasets: readonly DatasetSummary[];
  readonly sessionLimits: SessionLimits;
  readonly secondStep: RequiredSecondStep;
  /** Newest first. */
  readonly audit: readonly AuditEntry[];
  /** Stills kept once by content, and the bytes of their original files. */
  readonly frames: { readonly n: number; readonly bytes: number };
  readonly mail: MailState;
};
