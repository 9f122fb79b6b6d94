import { cardsAfter } from "./cards-after";
import { type JudgedAnswer, type Miss, missOf } from "./misses";
import type { HeldCard } from "./plan-sitting";
import { type Pace, type ReviewCard, rateAnswer } from "./review-cards";

/** An answer of a reader's, first attempt or repetition, that may be told. */
export type OwnAnswer = JudgedAnswer & {
  /** When it counted. */
  readonly at: Date;
  /** False where its zone was never drawn. */
  readonly drawn: boolean;
  /** 0 to 1. */
  readonly iou: number;
  /** The lower of what the reader said of phase and zone, 0 to 1; null where nothing was said. */
  readonly confidence: number | null;
  readonly elapsedMs: number | null;
  /** What its case was to be a sibling for; null where it came for no card. */
  readonly askedFor: Miss | null;
};

/** A card, and when what it is for was missed last. */
export type OwnCard = HeldCard & { readonly missedAt: Date };

/** How many of the latest times say what is quick and what is slow for a reader, and how few say nothing. */
const LATEST_TIMES = 40;
const LEAST_TIMES = 8;

/**
 * A reader’s cards: each made by the first miss of its kind, and rated by every answer at a case that came for it and by
 * every further miss.
 *
 * @param readerId with the kind of miss names a card: what its fuzz is drawn from
 * @param answers in the order in which they counted
 */
export function cardsOf(readerId: string, answers: readonly OwnAnswer[]): readonly OwnCard[] {
  const cards = new Map<string, OwnCard>();
  const nameOf = ({ phase, kind }: Miss): string => `${phase} ${kind}`;
  const cardOf = (miss: Miss): ReviewCard | null => cards.get(nameOf(miss))?.card ?? null;
  const idOf = (miss: Miss): string => `${readerId} ${nameOf(miss)}`;
  const times: number[] = [];
  for (const answer of answers) {
    const { askedFor, referencePhase: phase, drawn, at } = answer;
    const kind = missOf(answer);
    // A zone that was never drawn tells of no habit.
    const missed = kind !== null && (drawn || kind.startsWith("taken-for-"));
    if (drawn || missed) {
      const rating = rateAnswer({ ...answer, missed }, paceOf(times));
      const asked = askedFor?.phase === phase ? askedFor : null;
      for (const held of cardsAfter({ asked, phase, miss: missed ? kind : null, rating, at }, cardOf, idOf)) {
        const before = cards.get(nameOf(held));
        const missedAt = rating === "again" || !before ? at : before.missedAt;
        cards.set(nameOf(held), { ...held, missedAt });
      }
    }
    if (answer.elapsedMs !== null) times.push(answer.elapsedMs);
  }
  return [...cards.values()];
}

/** The quartiles of the reader’s latest times; null where they are too few to tell. */
function paceOf(times: readonly number[]): Pace | null {
  const latest = times.slice(-LATEST_TIMES).toSorted((a, b) => a - b);
  if (latest.length < LEAST_TIMES) return null;
  return {
    quick: latest[Math.floor(latest.length / 4)]!,
    slow: latest[Math.floor((3 * latest.length) / 4)]!,
  };
}
