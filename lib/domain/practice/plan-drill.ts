import type { Phase } from "../phases";
import type { RandomNumbers } from "../statistics/random";
import { shuffle } from "../statistics/shuffle";
import { type Candidate, drawOpen, nearest, type Sequence } from "./candidates";
import { type Miss, takenFor } from "./misses";
import { type PlannedCase, SITTING_CASES } from "./plan-sitting";

export type DrillInput = {
  /**
   * What is drilled: a phase taken for another, with cases of both and the phase asked; or a kind of zone, with cases of
   * its phase and the phase given.
   */
  readonly aim: Miss;
  readonly candidates: readonly Candidate[];
  /** What the reader answered last, the latest last: at least the latest seven where there are so many. */
  readonly before: Sequence;
  readonly random: RandomNumbers;
};

/**
 * The cases of a drill, in their order: of each phase, those first that are missed in this way most. Which of two phases
 * comes is thrown like a coin, whatever came before: of two, a rule against three in a row would tell one case in three.
 * Fewer than ten where the library has no more.
 */
export function planDrill({ aim, candidates, before, random }: DrillInput): readonly PlannedCase[] {
  const misses = missesOf(aim);
  const left = new Set(
    alike(
      candidates.filter(({ phase }) => misses.has(phase)),
      misses.size,
    ),
  );
  const sequence = [...before];
  return drawPhases([...misses.keys()], left, random).map((phase) => {
    const chosen = nearest(drawOpen(new Map([[phase, 1]]), left, sequence, random)!, misses.get(phase)!);
    left.delete(chosen);
    sequence.push(chosen);
    return {
      caseId: chosen.id,
      because: { kind: chosen.answeredAt === null ? "drill" : "repetition", miss: aim },
    };
  });
}

/**
 * Unseen cases where there are some of each phase; else repetitions alone. Were one phase of two new and the other not,
 * whatever is new would be of the one.
 */
function alike(candidates: readonly Candidate[], phases: number): readonly Candidate[] {
  const unseen = candidates.filter(({ answeredAt }) => answeredAt === null);
  const seen = candidates.filter(({ answeredAt }) => answeredAt !== null);
  const held = (some: readonly Candidate[]): number => new Set(some.map(({ phase }) => phase)).size;
  return held(unseen) === Math.min(phases, held(candidates)) ? unseen : seen;
}

/** Phases of the drill’s cases: as many of each as coins say and there are cases, in an order that says nothing. */
function drawPhases(phases: readonly Phase[], cases: Iterable<Candidate>, random: RandomNumbers): Phase[] {
  const left = new Map(phases.map((phase) => [phase, 0]));
  for (const { phase } of cases) left.set(phase, left.get(phase)! + 1);
  const drawn: Phase[] = [];
  while (drawn.length < SITTING_CASES) {
    const open = phases.filter((phase) => left.get(phase)! > 0);
    const phase = open[Math.floor(random() * open.length)];
    if (!phase) break;
    left.set(phase, left.get(phase)! - 1);
    drawn.push(phase);
  }
  return shuffle(drawn, random);
}

/** What the cases of each phase are to be missed by: what is taken for another, and the other way round. */
function missesOf(aim: Miss): ReadonlyMap<Phase, Miss> {
  const other = takenFor(aim.kind);
  const misses = new Map<Phase, Miss>([[aim.phase, aim]]);
  if (other) misses.set(other, { phase: other, kind: `taken-for-${aim.phase}` });
  return misses;
}
