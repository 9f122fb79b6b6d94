import { PHASES, type Phase } from "../phases";
import type { RandomNumbers } from "../statistics/random";
import { type Candidate, drawOpen, nearest, type Sequence } from "./candidates";
import { type LibraryEstimate, logistic, type ReaderEstimate, strengthOf } from "./estimates";
import { kindIndex, kindsOf, type Miss, missIndex } from "./misses";
import { type ReviewCard, recallOf } from "./review-cards";
import { TASKS } from "./skills";

/** How many cases a sitting has. */
export const SITTING_CASES = 10;
/** How many of them may come because they are due. */
const MOST_DUE = 6;
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
  readonly now: Date;
  /** The end of the reader’s day: what falls due before it comes today. */
  readonly dayEnds: Date;
  readonly reader: ReaderEstimate;
  readonly library: LibraryEstimate;
  readonly cards: readonly HeldCard[];
  readonly candidates: readonly Candidate[];
  /** What the reader answered last, the latest last: at least the latest seven where there are so many. */
  readonly before: Sequence;
  readonly random: RandomNumbers;
};

/**
 * The cases of a sitting, in their order. Which phases come is drawn first, and by nothing that the reader could turn
 * into a guess; then each place is filled by what is due in its phase, or by the new case that teaches most. Fewer than
 * ten where the library has no more.
 */
export function planSitting(input: SittingInput): readonly PlannedCase[] {
  const { now, reader, cards, candidates, random } = input;
  const weights = weighPhases(input);
  const left = new Set(candidates);
  const sequence = [...input.before];
  const waiting = cards.filter(({ card }) => card.due < input.dayEnds);
  const rehearsed = new Set<number>();
  const planned: PlannedCase[] = [];
  let due = 0;
  while (planned.length < SITTING_CASES) {
    const pool = drawOpen(weights, left, sequence, random);
    if (!pool) break;
    const { phase, answeredAt } = pool[0]!;
    const fresh = answeredAt === null;
    const held = due < MOST_DUE ? mostForgotten(waiting, phase, rehearsed, now) : null;
    const chosen = held ? nearest(pool, held) : teachesMost(pool, reader, rehearsed, random);
    const miss = held && { phase: held.phase, kind: held.kind };
    planned.push({
      caseId: chosen.id,
      because: fresh ? (miss ? { kind: "due", miss } : { kind: "new" }) : { kind: "repetition", miss },
    });
    if (held) {
      due += 1;
      rehearsed.add(missIndex(held.phase, held.kind));
    }
    left.delete(chosen);
    sequence.push(chosen);
  }
  return planned;
}

/** Below this share of the others' weight no phase falls. */
const LEAST_WEIGHT = 0.35;

/** A phase whose skills are all strong comes less often; among weak ones there is no difference to be read. */
export function weighPhases({
  reader,
  library,
  candidates,
}: Pick<SittingInput, "reader" | "library" | "candidates">): ReadonlyMap<Phase, number> {
  const weigh = (phase: Phase): number => {
    const known = candidates.filter((candidate) => candidate.phase === phase).length;
    const weakest = Math.min(...TASKS.map((task) => strengthOf(reader, { phase, task }, library).p));
    return Math.min(known, 40) * Math.max(LEAST_WEIGHT, Math.min(1, (0.85 - weakest) / 0.3));
  };
  const held = PHASES.filter((phase) => candidates.some((candidate) => candidate.phase === phase));
  return new Map(held.map((phase) => [phase, weigh(phase)]));
}

function mostForgotten(
  cards: readonly HeldCard[],
  phase: Phase,
  rehearsed: ReadonlySet<number>,
  now: Date,
): HeldCard | null {
  const open = cards.filter((held) => held.phase === phase && !rehearsed.has(missIndex(phase, held.kind)));
  return open.toSorted((a, b) => recallOf(a.card, now) - recallOf(b.card, now))[0] ?? null;
}

/** How much a habit that is doubted is worth being asked for, beside one that is known. */
const CURIOSITY = 0.5;
/** What a habit that came in this sitting already is worth once more. */
const REHEARSED = 0.2;

function teachesMost(
  pool: readonly Candidate[],
  reader: ReaderEstimate,
  rehearsed: ReadonlySet<number>,
  random: RandomNumbers,
): Candidate {
  const worth = ({ phase, estimate }: Candidate): number =>
    kindsOf(phase).reduce((sum, kind) => {
      const habit = missIndex(phase, kind);
      const p = logistic(reader.proneness[habit]!);
      const rest = rehearsed.has(habit) ? REHEARSED : 1;
      return (
        sum + rest * (p + CURIOSITY * Math.sqrt(p * (1 - p))) * logistic(estimate.pull[kindIndex(kind)]!)
      );
    }, random() * 1e-6);
  const rated = pool.map((candidate) => ({ candidate, value: worth(candidate) }));
  return rated.reduce((best, one) => (one.value > best.value ? one : best)).candidate;
}
