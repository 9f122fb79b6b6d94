import type { RandomNumbers } from "../statistics/random";
import { shuffle } from "../statistics/shuffle";

/** A case before one reviewer: which source stands under which letter. */
type DrawnItem<Case, Source> = {
  readonly reviewCase: Case;
  /** The first is A. */
  readonly sources: readonly Source[];
};

type DrawnReviewer<Reviewer, Case, Source> = {
  readonly reviewer: Reviewer;
  /** In the order in which the reviewer goes through them. */
  readonly items: readonly DrawnItem<Case, Source>[];
};

/**
 * Draws lots for a review: in which order each reviewer sees the cases, under which letter each source stands in each
 * of them, and in which order the reviewers are numbered. Nothing of one reviewer follows from another's.
 */
export function drawLots<Reviewer, Case, Source>(
  reviewers: readonly Reviewer[],
  cases: readonly Case[],
  sources: readonly Source[],
  random: RandomNumbers,
): DrawnReviewer<Reviewer, Case, Source>[] {
  return shuffle(reviewers, random).map((reviewer) => ({
    reviewer,
    items: shuffle(cases, random).map((reviewCase) => ({ reviewCase, sources: shuffle(sources, random) })),
  }));
}
