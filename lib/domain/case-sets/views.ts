import type { LibraryEntry } from "../library/views";
import type { SetStatus } from "../set-status";
import type { SetFields, SetPurpose } from "./case-set";
import type { MatchedForms } from "./match-forms";
import type { PhaseCounts } from "./quotas";

/** A case of a set, with who has answered it. */
export type SetItem = LibraryEntry & {
  /** Cohorts of which somebody has answered it. */
  readonly seenBy: readonly string[];
};

/** A line of the list of sets. */
export type CaseSetSummary = {
  readonly id: string;
  readonly name: string;
  readonly status: SetStatus;
  readonly purpose: SetPurpose;
  readonly shared: boolean;
  /** Null where the account is gone. */
  readonly author: string | null;
  readonly mine: boolean;
  /** Whether the viewer may change it: a draft of one's own, or of anybody's for those who oversee sets. */
  readonly mayEdit: boolean;
  readonly cases: number;
  readonly videos: number;
  readonly phases: PhaseCounts;
  /** Null where none of its cases is measured. */
  readonly difficulty: number | null;
  readonly assignments: number;
  /** Other sets with which it shares no video. */
  readonly apartFrom: readonly string[];
  /** ISO. */
  readonly updatedAt: string;
};

/** Another set of the family, with the videos that it keeps for itself. */
export type FamilyMember = {
  readonly id: string;
  readonly name: string;
  readonly status: SetStatus;
  readonly purpose: SetPurpose;
  readonly videos: readonly { readonly id: string; readonly name: string; readonly dataset: string }[];
};

/** A set as it is built. */
export type CaseSetDetail = Omit<SetFields, "caseIds" | "apartFrom"> & {
  readonly id: string;
  readonly status: SetStatus;
  readonly author: string | null;
  readonly mine: boolean;
  readonly mayEdit: boolean;
  /** Whether it was built by a rule. */
  readonly byRule: boolean;
  readonly items: readonly SetItem[];
  readonly family: readonly FamilyMember[];
  readonly assignments: number;
  /** ISO; what a change must name, so that nobody overwrites what they have not seen. */
  readonly updatedAt: string;
  readonly publishedAt: string | null;
  readonly cohorts: readonly { readonly id: string; readonly name: string }[];
  readonly runs: readonly { readonly id: string; readonly model: string; readonly run: string }[];
  /** Sets it can be kept apart from. */
  readonly others: readonly { readonly id: string; readonly name: string }[];
};

/** What a rule gives. */
export type RuleProposal = { readonly items: readonly SetItem[]; readonly unmet: readonly string[] };

/** What matching gives. */
export type FormsProposal = MatchedForms<SetItem>;

/** What came of a change: the time it is named by from now on; or whose change came first. */
export type SavedSet =
  | { readonly saved: true; readonly updatedAt: string }
  | { readonly saved: false; readonly updatedAt: string };
