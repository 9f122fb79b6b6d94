import { PHASES, type Phase } from "../phases";
import type { RandomNumbers } from "../statistics/random";
import { type Candidate, drawOpen, nearest, type Sequence } from "./candidates";
import { type LibraryEstimate, logistic, type ReaderEstimate, strengthOf } from "./estimates";
import { kindIndex, kindsOf, type Miss, missIndex, taskOf } from "./misses";
import type { ReviewCard } from "./review-cards";
import { skillIndex, TASKS } from "./skills";

/** How many cases a sitting has. */
export const SITTING_CASES = 10;
/** How many of them may come because they are due, and how many of these for a miss that no habit stands behind. */
const MOST_DUE = 6;
const MOST_BY_CHANCE = 2;
/** From this probability on, a habit is taken to be behind a miss. */
const LIKELY = 0.25;

/** A card with what it is for. */
export type HeldCard = Miss & { readonly card: ReviewCard };

/** Why a case comes: its kind of miss is due or drilled, it is new, or nothing unseen is left in its place. */
export type Because =
  | { readonly kind: "due" | "drill"; readonly miss: Miss }
  | { readonly kind: "new" }
  | { readonly kind: "repetition"; readonly miss: Miss | null };

/** Every `kind` of these. */
export const PLANNED_FOR = [
  "due",
  "drill",
  "new",
  "repetition",
] as const satisfies readonly Because["kind"][];

export type PlannedCase = { readonly caseId: string; readonly because: Because };

export type SittingInput = {
  /** The end of the reader’s day: what falls due before it comes today. */
  readonly dayEnds: Date;
  readonly reader: ReaderEstimate;
  readonly library: LibraryEstimate;
  readonly cards: readonly HeldCard[];
  readonly candidates: readonly Candidate[];
  /** What the reader answered last, the latest last: at least the latest seven where there are so many. */
  readonly before: Sequence;
  /** The skills that are mastered and rest, in the order of `SKILLS`; left out: none. */
  readonly resting?: readonly boolean[];
  readonly random: RandomNumbers;
};

const DAY_MS = 86_400_000;

/**
 * The cases of a sitting, in their order. Which phases come is drawn first, and by nothing that the reader could turn
 * into a guess; then each place is filled by what is due in its phase, or by the new case that teaches most. Fewer than
 * ten where the library has no more.
 */
export function planSitting(input: SittingInput): readonly PlannedCase[] {
  const { cards, candidates, random } = input;
  const weights = weighPhases(input);
  const left = new Set(candidates);
  const sequence = [...input.before];
  const waiting = new Set(
    cards.filter(({ card }) => card.due < input.dayEnds).toSorted(byHabit(input.reader)),
  );
  const met = metToday(input);
  const planned: PlannedCase[] = [];
  let due = 0;
  let byChance = 0;
  while (planned.length < SITTING_CASES) {
    const pool = drawOpen(weights, left, sequence, random);
    if (!pool) break;
    const { phase, answeredAt } = pool[0]!;
    const open = [...waiting].filter((held) => held.phase === phase);
    const held =
      due < MOST_DUE ? open.find((one) => byChance < MOST_BY_CHANCE || isHabit(one, input)) : undefined;
    const chosen = held ? nearest(pool, held) : teachesMost(pool, met, input);
    const miss = held ? { phase, kind: held.kind } : null;
    planned.push({
      caseId: chosen.id,
      because:
        answeredAt !== null ? { kind: "repetition", miss } : miss ? { kind: "due", miss } : { kind: "new" },
    });
    for (const kind of kindsOf(phase)) {
      met[missIndex(phase, kind)]! += logistic(chosen.estimate.pull[kindIndex(kind)]!);
    }
    if (held) {
      due += 1;
      if (!isHabit(held, input)) byChance += 1;
      met[missIndex(phase, held.kind)] = 1;
      waiting.delete(held);
    }
    left.delete(chosen);
    sequence.push(chosen);
  }
  return planned;
}

/** Below this share of the others’ weight no phase falls. */
const LEAST_WEIGHT = 0.35;
/** At this P(right) a phase comes least, and so much below it as often as any. */
const STRONG = 0.85;
const STRONG_WIDTH = 0.3;
/** So many cases of a phase, or more, weigh the same. */
const ENOUGH_CASES = 40;

/**
 * How often each phase comes, in proportion. A phase whose skills are all strong, or rest, comes less often; among weak ones
 * there is no difference to be read.
 */
export function weighPhases({
  reader,
  library,
  candidates,
  resting,
}: Pick<SittingInput, "reader" | "library" | "candidates" | "resting">): ReadonlyMap<Phase, number> {
  const weigh = (phase: Phase): number => {
    const known = candidates.filter((candidate) => candidate.phase === phase).length;
    const strengths = TASKS.map((task) =>
      resting?.[skillIndex(phase, task)] ? 1 : strengthOf(reader, { phase, task }, library).p,
    );
    const weak = (STRONG - Math.min(...strengths)) / STRONG_WIDTH;
    return Math.min(known, ENOUGH_CASES) * Math.max(LEAST_WEIGHT, Math.min(1, weak));
  };
  const held = PHASES.filter((phase) => candidates.some((candidate) => candidate.phase === phase));
  return new Map(held.map((phase) => [phase, weigh(phase)]));
}

/** The likeliest habits first. */
const byHabit =
  ({ proneness }: ReaderEstimate) =>
  (a: Miss, b: Miss): number =>
    proneness[missIndex(b.phase, b.kind)]! - proneness[missIndex(a.phase, a.kind)]!;

function isHabit({ phase, kind }: Miss, { reader, resting }: SittingInput): boolean {
  const rests = resting?.[skillIndex(phase, taskOf(kind))] ?? false;
  return !rests && logistic(reader.proneness[missIndex(phase, kind)]!) >= LIKELY;
}

/** How often each habit was asked for today, or will have been: as far as is known, in the order of `missIndex`. */
function metToday({ cards, dayEnds, reader }: SittingInput): number[] {
  const met = reader.proneness.map(() => 0);
  const dayBegan = dayEnds.getTime() - DAY_MS;
  for (const { phase, kind, card } of cards) {
    if (card.reviewedAt.getTime() >= dayBegan) met[missIndex(phase, kind)] = 1;
  }
  return met;
}

/** How much a habit that is doubted is worth being asked for, beside one that is known. */
const CURIOSITY = 0.5;
/** What it costs to use up a case for a habit that was met today: one a day is remembered better. */
const SAVED = 0.5;

/** The case that invites most to what the reader is prone to, or may be, and hasn’t met today. */
function teachesMost(
  pool: readonly Candidate[],
  met: readonly number[],
  { reader, random }: SittingInput,
): Candidate {
  const { phase } = pool[0]!;
  const habits = kindsOf(phase).map((kind) => {
    const habit = missIndex(phase, kind);
    const prone = logistic(reader.proneness[habit]!);
    const wanted = met[habit]! < 1 ? 1 - met[habit]! : -SAVED;
    return { place: kindIndex(kind), worth: wanted * (prone + CURIOSITY * Math.sqrt(prone * (1 - prone))) };
  });
  const rated = pool.map((candidate) => ({
    candidate,
    // Among equals, any.
    value: habits.reduce(
      (sum, { place, worth }) => sum + worth * logistic(candidate.estimate.pull[place]!),
      random() * 1e-6,
    ),
  }));
  return rated.reduce((best, one) => (one.value > best.value ? one : best)).candidate;
}
