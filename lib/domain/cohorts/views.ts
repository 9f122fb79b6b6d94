import type { Mode } from "../attempts/mode";
import type { ReliabilityBin } from "../kept-figures/vector";
import type { ContactSummary } from "../no-go/contact-schema";
import type { Phase } from "../phases";
import type { PhaseOutcome, ZoneOutcome } from "../scoring/failure";
import type { Metrics } from "../scoring/metrics";

/**
 * Why a figure isn't told: it would say too much about too few. by-subtraction: what is told beside it would tell
 * another that is suppressed.
 */
export type Suppression = "few-residents" | "few-answers" | "by-subtraction";

/** A figure with its 95 % interval, over residents as they differ. All are 0 to 1. */
export type Estimate = {
  /** Null where it is suppressed, and where nothing defines it. */
  readonly value: number | null;
  /** Null with fewer than two residents behind it. */
  readonly interval: readonly [low: number, high: number] | null;
  /** Answers behind it. */
  readonly n: number;
};

/** The four figures that a program follows. */
export type FollowedFigures = {
  readonly acc: Estimate;
  readonly mIoU: Estimate;
  readonly ha25: Estimate;
  readonly hmIoU: Estimate;
  /** Who answered. */
  readonly residents: number;
  /** Why the four are null; null where they are told. */
  readonly suppressed: Suppression | null;
};

/** Contact with No-Go regions: over the zones of cases that have such regions, whatever the phase. */
export type ContactFigures = {
  /** The mean share of a zone that lies there, and the share of zones with more than 5 %. */
  readonly contact: Estimate;
  readonly contact5: Estimate;
  /** Who drew those zones. */
  readonly residents: number;
  /** Why the two are null; null where they are told. */
  readonly suppressed: Suppression | null;
};

export type FollowedFigure = "acc" | "mIoU" | "ha25" | "hmIoU";

/** From the first Monday to the last Sunday, as YYYY-MM-DD in the institution's time zone. */
export type Period = {
  /** As it was asked for. */
  readonly weeks: 4 | 12 | 26 | 52 | "all";
  readonly from: string;
  readonly until: string;
};

export type WeekOfFigures = FollowedFigures & {
  /** The Monday, as YYYY-MM-DD. */
  readonly week: string;
};

/** Answers by failure mode, of one year of training; null: residents whose year is not known. */
export type FailuresOfYear = {
  readonly year: number | null;
  readonly residents: number;
  readonly n: number;
  /** Null where it is suppressed. */
  readonly counts:
    | readonly { readonly phase: PhaseOutcome; readonly zone: ZoneOutcome; readonly n: number }[]
    | null;
};

export type Calibration = {
  readonly n: number;
  /** Empty where it is suppressed; bins of few answers are left out. */
  readonly bins: readonly ReliabilityBin[];
  /** 0 (sure and right) to 1 (sure and wrong); null without an answer. */
  readonly brier: number | null;
};

/** A line to read the cohort against: the models shown, on the cohort's own cases, and rows printed in the paper. */
export type ReferenceRow = {
  readonly name: string;
  readonly kind: "model" | "paper";
  /** Cases both have answered; for a row of the paper, its own test split. */
  readonly cases: number;
  readonly figures: Pick<Metrics, FollowedFigure | "contact" | "contact5" | "nNoGo">;
};

/** A rule that a resident meets, in words that show its numbers: "12 of the last 20 zones were too large". */
export type Concern = { readonly rule: string; readonly text: string };

export type ResidentRow = {
  readonly id: string;
  readonly name: string;
  readonly active: boolean;
  /** Today's; null where it is not known. */
  readonly trainingYear: number | null;
  readonly figures: Readonly<Record<FollowedFigure, number | null>>;
  readonly n: number;
  readonly contact: ContactSummary;
  readonly lastAnswerAt: string | null;
  /** Assignments past their due time and not finished. */
  readonly overdue: number;
  readonly concerns: readonly Concern[];
};

export type CohortPage = {
  readonly id: string;
  readonly name: string;
  readonly ended: boolean;
  readonly timeZone: string;
  readonly period: Period;
  readonly members: number;
  readonly figures: FollowedFigures;
  readonly contact: ContactFigures;
  /** Oldest first; weeks without an answer are left out. */
  readonly weeks: readonly WeekOfFigures[];
  readonly byPhase: Readonly<Record<Phase, FollowedFigures>>;
  /** `confusion[reference][chosen]`; null where it is suppressed. */
  readonly confusion: Readonly<Record<Phase, Readonly<Record<Phase, number>>>> | null;
  readonly failures: readonly FailuresOfYear[];
  readonly phaseCalibration: Calibration;
  readonly zoneCalibration: Calibration;
  readonly references: readonly ReferenceRow[];
  /** Null for those who see cohorts as wholes alone. */
  readonly residents: readonly ResidentRow[] | null;
};

export type CohortRow = {
  readonly id: string;
  readonly name: string;
  readonly ended: boolean;
  readonly members: number;
  readonly figures: FollowedFigures;
  readonly lastWeek: string | null;
};

export type ProgramPage = {
  readonly timeZone: string;
  readonly period: Period;
  readonly residents: number;
  readonly figures: FollowedFigures;
  readonly weeks: readonly WeekOfFigures[];
  /** By name. */
  readonly cohorts: readonly CohortRow[];
};

export type Comparison = {
  readonly period: Period;
  readonly timeZone: string;
  /** Two to six, as they were asked for. */
  readonly cohorts: readonly Pick<CohortPage, "id" | "name" | "members" | "figures" | "weeks" | "byPhase">[];
  /** All that can be chosen. */
  readonly choices: readonly { readonly id: string; readonly name: string }[];
};

/** Answers of which the reader was sure (a confidence of 0.75 or more), and those of them that were wrong. */
export type SureAndWrong = { readonly sure: number; readonly wrong: number };

export type ResidentPage = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly active: boolean;
  readonly timeZone: string;
  readonly period: Period;
  readonly trainingYear: number | null;
  /** Oldest first; `until` is null while it holds. */
  readonly history: readonly {
    readonly kind: "cohort" | "training";
    readonly id: string | null;
    readonly name: string;
    readonly from: string;
    readonly until: string | null;
  }[];
  readonly figures: FollowedFigures;
  readonly contact: ContactFigures;
  readonly weeks: readonly WeekOfFigures[];
  readonly byPhase: Readonly<Record<Phase, FollowedFigures>>;
  readonly confusion: Readonly<Record<Phase, Readonly<Record<Phase, number>>>>;
  readonly failures: FailuresOfYear;
  readonly phaseCalibration: Calibration;
  readonly zoneCalibration: Calibration;
  /** Of the phase, and of the zone: wrong is an IoU below 0.25, whatever the phase. */
  readonly sureAndWrong: { readonly phase: SureAndWrong; readonly zone: SureAndWrong };
  /** The band of the cohort's residents by week: the middle half of them and the median; null weeks are suppressed. */
  readonly band: {
    readonly cohortId: string;
    readonly cohort: string;
    readonly weeks: readonly {
      readonly week: string;
      readonly figures: Readonly<
        Record<
          FollowedFigure,
          { readonly low: number; readonly median: number; readonly high: number } | null
        >
      >;
    }[];
  } | null;
  readonly concerns: readonly Concern[];
  readonly assignments: readonly {
    readonly id: string;
    readonly name: string;
    readonly dueAt: string | null;
    readonly mode: Mode;
    readonly state: "open" | "overdue" | "late" | "done" | "excused";
    /** When it was finished or the resident excused, or since when it is overdue: ISO 8601; null while it is open. */
    readonly since: string | null;
    readonly answered: number;
    readonly cases: number;
  }[];
  readonly notes: readonly {
    readonly id: string;
    readonly author: string | null;
    readonly at: string;
    readonly text: string;
  }[];
};

/** A page of the program's residents. Each is compared with the cohort that the resident is in. */
export type ResidentList = {
  /** By name. */
  readonly residents: readonly ResidentRow[];
  /** Found in all. */
  readonly n: number;
  /** From 1. */
  readonly page: number;
  readonly pages: number;
};
