import type { Phase } from "../phases";
import type { RandomNumbers } from "../statistics/random";
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
 * comes is thrown like a coin, and never the same three times. Fewer than ten where the library has no more.
 */
export function planDrill({ aim, candidates, before, random }: DrillInput): readonly PlannedCase[] {
  const misses = missesOf(aim);
  const weights = new Map([...misses.keys()].map((phase) => [phase, 1]));
  const left = new Set(candidates.filter(({ phase }) => misses.has(phase)));
  const sequence = [...before];
  const planned: PlannedCase[] = [];
  while (planned.length < SITTING_CASES) {
    const open = drawOpen(weights, left, sequence, random);
    if (!open) break;
    const chosen = nearest(open, misses.get(open[0]!.phase)!);
    planned.push({
      caseId: chosen.id,
      because: { kind: chosen.answeredAt === null ? "drill" : "repetition", miss: aim },
    });
    left.delete(chosen);
    sequence.push(chosen);
  }
  return planned;
}

/** What the cases of each phase are to be missed by: what is taken for another, and the other way round. */
function missesOf(aim: Miss): ReadonlyMap<Phase, Miss> {
  const other = takenFor(aim.kind);
  const misses = new Map<Phase, Miss>([[aim.phase, aim]]);
  if (other) misses.set(other, { phase: other, kind: `taken-for-${aim.phase}` });
  return misses;
}
