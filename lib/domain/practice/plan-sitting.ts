import { PHASES, type Phase } from "../phases";
import type { RandomNumbers } from "../statistics/random";
import {
  type CaseEstimate,
  type LibraryEstimate,
  logistic,
  type ReaderEstimate,
  strengthOf,
} from "./estimates";
import { kindIndex, kindsOf, type Miss, missIndex } from "./misses";
import { type ReviewCard, recallOf } from "./review-cards";
import { TASKS } from "./skills";

/** How many cases a sitting has. */
export const SITTING_CASES = 10;
/** How many of them may come because they are due. */
const MOST_DUE = 6;
/** A video comes back after so many other cases at the earliest. */
const VIDEOS_APART = 8;

/** A case that may come, as the library knows it. */
export type Candidate = {
  readonly id: string;
  readonly videoId: string;
  readonly phase: Phase;
  readonly estimate: CaseEstimate;
  /** When this reader answered it last; null: never. */
  readonly answeredAt: Date | null;
};

/** A card with what it is for. */
export type HeldCard = Miss & { readonly card: ReviewCard };

/** Why a case is in a sitting. */
export type Because =
  | { readonly kind: "due"; readonly miss: Miss }
  | { readonly kind: "new" }
  | { readonly kind: "repetition"; readonly miss: Miss | null };

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
  readonly before: readonly { readonly videoId: string; readonly phase: Phase }[];
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
    const phase = drawPhase(weights, sequence, random);
    const pool = phase && poolOf(phase, left, sequence);
    if (!phase || !pool) break;
    const fresh = pool.every(({ answeredAt }) => answeredAt === null);
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
function weighPhases({ reader, library, candidates }: SittingInput): Readonly<Record<Phase, number>> {
  const weigh = (phase: Phase): number => {
    const known = candidates.filter((candidate) => candidate.phase === phase).length;
    const weakest = Math.min(...TASKS.map((task) => strengthOf(reader, { phase, task }, library).p));
    return Math.min(known, 40) * Math.max(LEAST_WEIGHT, Math.min(1, (0.85 - weakest) / 0.3));
  };
  return Object.fromEntries(PHASES.map((phase) => [phase, weigh(phase)])) as Record<Phase, number>;
}

/** Never three of a phase in a row. */
function drawPhase(
  weights: Readonly<Record<Phase, number>>,
  sequence: SittingInput["before"],
  random: RandomNumbers,
): Phase | null {
  const last = sequence.at(-1)?.phase;
  const barred = last === sequence.at(-2)?.phase ? last : undefined;
  const open = PHASES.filter((phase) => phase !== barred && weights[phase] > 0);
  let drawn = random() * open.reduce((sum, phase) => sum + weights[phase], 0);
  for (const phase of open) {
    drawn -= weights[phase];
    if (drawn < 0) return phase;
  }
  return open.at(-1) ?? null;
}

/** Of repetitions, so many that were not seen for longest may come. */
const OLDEST = 6;

function poolOf(
  phase: Phase,
  left: ReadonlySet<Candidate>,
  sequence: SittingInput["before"],
): readonly Candidate[] | null {
  const recent = new Set(sequence.slice(1 - VIDEOS_APART).map(({ videoId }) => videoId));
  const ofPhase = [...left].filter((candidate) => candidate.phase === phase);
  const elsewhere = ofPhase.filter(({ videoId }) => !recent.has(videoId));
  const open = elsewhere.length > 0 ? elsewhere : ofPhase;
  const unseen = open.filter(({ answeredAt }) => answeredAt === null);
  if (unseen.length > 0) return unseen;
  const oldest = open.toSorted((a, b) => a.answeredAt!.getTime() - b.answeredAt!.getTime()).slice(0, OLDEST);
  return oldest.length > 0 ? oldest : null;
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

/** The case that is missed in this way most. */
function nearest(pool: readonly Candidate[], { kind }: Miss): Candidate {
  const place = kindIndex(kind);
  return pool.reduce((best, one) => (one.estimate.pull[place]! > best.estimate.pull[place]! ? one : best));
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
