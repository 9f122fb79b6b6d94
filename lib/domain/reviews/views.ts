import { z } from "zod";
import { byPhase } from "../phase-schema";
import type { Phase } from "../phases";
import type { Rationale } from "../rationale";
import type { View } from "../view";
import type { Judgement, Mark } from "./judgement";
import type { Letter } from "./letters";
import type { ReviewAgreement, SourceFigures } from "./results";

/** Moments are ISO 8601 throughout. */

/** How many cases are judged in full, of all. */
const reviewProgressSchema = z.object({
  done: z.number(),
  of: z.number(),
});
export type ReviewProgress = View<typeof reviewProgressSchema>;

/** A review in a list. Nothing of its sources: those who judge in it see it too. */
export type ReviewSummary = {
  readonly id: string;
  readonly name: string;
  readonly dataset: string;
  readonly split: "train" | "test" | null;
  readonly cases: number;
  readonly reviewers: number;
  readonly maker: string;
  readonly createdAt: string;
  /** Null while it is open. */
  readonly closedAt: string | null;
  /** The viewer's own; null where the viewer is no reviewer of it. */
  readonly mine: ReviewProgress | null;
  /** Whether the viewer may close it: its maker, directors and admins. */
  readonly manages: boolean;
};

type ReviewerProgress = ReviewProgress & {
  /** The person's. */
  readonly id: string;
  readonly name: string;
  /** The latest judgement; null before the first. */
  readonly lastAt: string | null;
};

/** An open review as those see it who have to do with it: never which source is which. */
export type OpenReview = ReviewSummary & {
  /** Where the viewer goes on: the position of the first case not judged in full; null where all are. */
  readonly next: number | null;
  /** For those who manage it; null for others. */
  readonly progress: readonly ReviewerProgress[] | null;
  /** What is compared, for those who manage it and don't judge in it; null for others. */
  readonly sources: readonly string[] | null;
};

/** A case as its reviewer sees it. No field can hold a source, a model or an id of one: a leak does not compile. */
export type ReviewItem = {
  /** Random, and this reviewer's alone. */
  readonly id: string;
  readonly review: { readonly id: string; readonly name: string };
  /** From 1, in the reviewer's own order. */
  readonly position: number;
  readonly progress: ReviewProgress;
  /** The first case after this one, and then from the start, that is not judged in full; null where none is left. */
  readonly nextOpen: number | null;
  readonly frame: ReviewFrame;
  readonly texts: readonly { readonly letter: Letter; readonly rationale: Rationale }[];
  readonly judgement: Judgement;
};

type ReviewFrame = {
  /** Takes `?w=` in pixels. */
  readonly url: string;
  /** Natural pixels. */
  readonly width: number;
  readonly height: number;
  /** Said beside the frame: "Drawn, not a patient", for one. */
  readonly notice: string | null;
};

/** What a reviewer is told when a judgement is stored. */
export const savedJudgementSchema = reviewProgressSchema.extend({
  /** Whether this case is judged in full. */
  complete: z.boolean(),
});
export type SavedJudgement = View<typeof savedJudgementSchema>;

/** Cases that a review could be made of. */
export const reviewCandidatesSchema = z.object({
  byPhase: byPhase(z.number()),
  n: z.number(),
  /** Left out because a source has no rationale with all four parts. */
  incomplete: z.number(),
  /** Left out because two sources say the very same. */
  same: z.number(),
});
export type ReviewCandidates = View<typeof reviewCandidatesSchema>;

/** What there is to make a review of. */
export type ReviewChoices = {
  readonly datasets: readonly {
    readonly id: string;
    readonly name: string;
    readonly splits: readonly ("train" | "test")[];
    readonly runs: readonly { readonly id: string; readonly model: string; readonly run: string }[];
  }[];
  readonly reviewers: readonly { readonly id: string; readonly name: string; readonly role: string }[];
};

/** A source by name, once the review is closed. */
export type NamedSource = {
  /** 1, 2, … */
  readonly number: number;
  readonly isReference: boolean;
  /** Null for the reference. */
  readonly model: string | null;
  readonly run: string | null;
};

export type SourceResultView = NamedSource &
  SourceFigures & { readonly byPhase: Readonly<Record<Phase, SourceFigures>> };

/** A case of a closed review: which letter was which source to whom, and what they said. */
export type KeyRow = {
  readonly id: string;
  readonly video: string;
  readonly frame: number;
  readonly phase: Phase;
  /** By reviewer's number, in their order. */
  readonly judgements: readonly KeyJudgement[];
};

export type KeyJudgement = {
  readonly reviewer: number;
  /** By the source's number: the letter it stood under, and its mark. */
  readonly options: readonly {
    readonly source: number;
    readonly letter: Letter;
    readonly best: boolean;
    readonly mark: Mark | null;
  }[];
};

/** A closed review. */
export type ReviewResults = ReviewSummary & {
  readonly closedAt: string;
  readonly closer: string;
  readonly seed: number;
  readonly videos: number;
  readonly sources: readonly SourceResultView[];
  readonly onBest: ReviewAgreement;
  readonly onMarks: ReviewAgreement;
  /** By reviewer's number; names are not part of the results. */
  readonly progress: readonly (ReviewProgress & { readonly reviewer: number })[];
  readonly key: readonly KeyRow[];
};
