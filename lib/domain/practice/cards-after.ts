import type { Phase } from "../phases";
import type { Miss, MissKind } from "./misses";
import type { HeldCard } from "./plan-sitting";
import { type CardRating, type ReviewCard, reviewCard } from "./review-cards";

/** What of an answer says which cards it makes or rates. */
export type AnswerToCards = {
  /** What the case came for, where it came as a sibling. */
  readonly asked: Miss | null;
  /** The case’s phase, and what was missed in it. */
  readonly phase: Phase;
  readonly miss: MissKind | null;
  readonly rating: CardRating;
  readonly at: Date;
};

/**
 * The cards that an answer changes: the one that it came for is rated, and what was missed has a card from then on.
 *
 * @param cardOf the card that the reader has for a miss
 * @param idOf names a card: what its fuzz is drawn from
 */
export function cardsAfter(
  { asked, phase, miss, rating, at }: AnswerToCards,
  cardOf: (miss: Miss) => ReviewCard | null,
  idOf: (miss: Miss) => string,
): readonly HeldCard[] {
  const rated: { readonly of: Miss; readonly rating: CardRating }[] = [];
  if (asked && cardOf(asked)) rated.push({ of: asked, rating });
  const isRated = rated.some(({ of }) => of.phase === phase && of.kind === miss);
  if (miss !== null && !isRated) rated.push({ of: { phase, kind: miss }, rating: "again" });
  return rated.map(({ of, rating: how }) => ({ ...of, card: reviewCard(idOf(of), cardOf(of), how, at) }));
}
