import {
  type Card,
  createEmptyCard,
  FSRS,
  GenSeedStrategyWithCardId,
  generatorParameters,
  Rating,
  State,
  StrategyMode,
} from "ts-fsrs";
import { HIT_IOU } from "../scoring/thresholds";

/** What a miss leaves behind: when a sibling is due, by FSRS-6 with its published weights. */
export type ReviewCard = {
  readonly due: Date;
  /** In days: after so many, nine of ten are expected to be remembered. */
  readonly stability: number;
  /** 1 to 10. */
  readonly difficulty: number;
  readonly reviews: number;
  readonly lapses: number;
  readonly reviewedAt: Date;
};

/** How an answer at a sibling went. */
export type CardRating = "again" | "hard" | "good" | "easy";

const grades = { again: Rating.Again, hard: Rating.Hard, good: Rating.Good, easy: Rating.Easy } as const;

// Whole days, and intervals that differ a little so that what was missed together doesn't stay together.
// biome-ignore lint/correctness/useHookAtTopLevel: a setting of the scheduler, and no hook of React
const scheduler = new FSRS(generatorParameters({ enable_short_term: false, enable_fuzz: true })).useStrategy(
  StrategyMode.SEED,
  GenSeedStrategyWithCardId("id"),
);

/**
 * The card after an answer; a miss makes one where there is none. The same answers give the same card.
 *
 * @param id names the card: what its fuzz is drawn from
 */
export function reviewCard(id: string, card: ReviewCard | null, rating: CardRating, at: Date): ReviewCard {
  const before = { ...(card ? toFsrs(card) : createEmptyCard(at)), id };
  const { card: after } = scheduler.next(before, at, grades[rating]);
  return {
    due: after.due,
    stability: after.stability,
    difficulty: after.difficulty,
    reviews: after.reps,
    lapses: after.lapses,
    reviewedAt: at,
  };
}

const toFsrs = ({ due, stability, difficulty, reviews, lapses, reviewedAt }: ReviewCard): Card => ({
  due,
  stability,
  difficulty,
  elapsed_days: 0,
  scheduled_days: Math.round((due.getTime() - reviewedAt.getTime()) / 86_400_000),
  learning_steps: 0,
  reps: reviews,
  lapses,
  state: State.Review,
  last_review: reviewedAt,
});

/** The reader's own times, in milliseconds: a quarter of the answers were quicker, a quarter slower. */
export type Pace = { readonly quick: number; readonly slow: number };

/** What rates an answer. */
export type RatedAnswer = {
  readonly missed: boolean;
  /** 0 to 1. */
  readonly iou: number;
  /** The lower of what the reader said of phase and zone, 0 to 1; null where nothing was said. */
  readonly confidence: number | null;
  readonly elapsedMs: number | null;
};

/** Below this IoU a hit was hard, from the other on it can be easy. */
const HARD_BELOW = 0.4;
const EASY_FROM = 0.6;
/** Below this confidence a reader is unsure, from the other on sure. */
const UNSURE_BELOW = 0.5;
const SURE_FROM = 0.75;

/**
 * Rates an answer at a sibling.
 *
 * @param pace null while too few answers are known to tell quick from slow
 */
export function rateAnswer(answer: RatedAnswer, pace: Pace | null): CardRating {
  const { missed, iou, confidence, elapsedMs } = answer;
  if (missed || iou < HIT_IOU) return "again";
  const slow = pace !== null && elapsedMs !== null && elapsedMs > pace.slow;
  const unsure = confidence !== null && confidence < UNSURE_BELOW;
  if (iou < HARD_BELOW || slow || unsure) return "hard";
  const quick = pace !== null && elapsedMs !== null && elapsedMs < pace.quick;
  return iou >= EASY_FROM && quick && confidence !== null && confidence >= SURE_FROM ? "easy" : "good";
}
