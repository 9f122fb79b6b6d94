import type { DatasetState } from "../datasets/state";
import type { Agreement as DisputeAgreement } from "../disputes/agreement";
import type { TakenBack } from "../withdrawals/views";
import type { Agreement } from "./agreement";
import type { AnnotationBody } from "./annotation";
import type { Duty, Step, Task, WaitsFor } from "./step";

/** A verdict on an annotation, in words for people. */
export type VerdictView = {
  readonly judge: string;
  readonly step: "checking" | "reviewing";
  readonly agrees: boolean;
  readonly comment: string;
  readonly at: string;
};

/** The annotation that is checked and reviewed, before those who may see it. */
export type CurrentAnnotation = {
  readonly id: string;
  readonly author: string;
  readonly submittedAt: string;
  readonly body: AnnotationBody;
  readonly verdicts: readonly VerdictView[];
};

/** Somebody's blind reading, beside the annotation. */
export type BlindReading = {
  readonly reader: string;
  readonly mine: boolean;
  readonly submittedAt: string;
  readonly body: AnnotationBody;
  readonly agreement: Agreement | null;
};

/** A published reference, as it was. */
export type VersionView = {
  readonly number: number;
  readonly createdAt: string;
  readonly reason: string;
  readonly frameVersion: string;
  readonly body: AnnotationBody;
};

/**
 * A case before somebody of its institution. Until they know what stands there (`withheld`), no field holds any of
 * it: what they draw meanwhile is blind.
 */
export type AuthoringCase = {
  readonly id: string;
  readonly dataset: {
    readonly id: string;
    readonly name: string;
    readonly notice: string | null;
    /** Whether blind readings are asked for No-Go regions. */
    readonly blindNoGo: boolean;
    readonly licence: string | null;
  };
  readonly video: string;
  readonly frame: number;
  readonly width: number;
  readonly height: number;
  readonly frameUrl: string;
  readonly frameVersion: string;
  /** When the frame is shown in the recording, in microseconds from its beginning; null where that isn't known. */
  readonly timeUs: number | null;
  /** The silent seconds that end at the frame; null where there are none. */
  readonly clipUrl: string | null;
  readonly retired: TakenBack | null;
  /** Of its picture. */
  readonly removed: TakenBack | null;
  readonly step: Step;
  readonly task: Task | null;
  /** Null once it is published. */
  readonly waitsFor: WaitsFor | null;
  /** Whether it may be taken up again by the viewer. */
  readonly mayRevise: boolean;
  /** Own work in the making: of a reference, or of a blind reading. Null: not begun, and there is something to begin from. */
  readonly draft: AnnotationBody | null;
  readonly savedAt: string | null;
  readonly withheld: boolean;
  readonly current: CurrentAnnotation | null;
  readonly blind: readonly BlindReading[];
  /** The chiefs who judge it, and whether they agree with the current annotation. */
  readonly chiefs: readonly { readonly name: string; readonly agrees: boolean }[];
  /** Others who have a draft of it. */
  readonly drafting: readonly string[];
  /** The newest first. */
  readonly versions: readonly VersionView[];
};

/** A case in the list of those to be worked on. */
export type AuthoringEntry = {
  readonly id: string;
  readonly dataset: string;
  readonly video: string;
  readonly frame: number;
  readonly frameVersion: string;
  readonly step: Step;
  readonly task: Task | null;
  /** Null once it is published. */
  readonly waitsFor: WaitsFor | null;
  /** Null where nobody annotated it, and to whom it may come blind. */
  readonly author: string | null;
  readonly updatedAt: string;
  /** Why it was sent back, where it was, for those who made it. */
  readonly sentBack: boolean;
};

/** A dataset as those see it who work on references. */
export type AuthoringDataset = {
  readonly id: string;
  readonly name: string;
  readonly state: DatasetState;
  /** Whose agreement another reference needs after a question. */
  readonly agreement: DisputeAgreement;
  /** Whether blind readings are asked for No-Go regions. */
  readonly blindNoGo: boolean;
  /** Null unless it is closed. */
  readonly closedBecause: string | null;
  /** Whether its terms allow to hand it on. */
  readonly sharing: boolean;
  readonly cases: number;
  readonly steps: Readonly<Record<Step, number>>;
  readonly duties: Readonly<Record<Duty, readonly { readonly id: string; readonly name: string }[]>>;
};
