import type { Phase } from "../phases";
import type { RandomNumbers } from "../statistics/random";
import type { CaseEstimate } from "./estimates";
import { kindIndex, type Miss } from "./misses";

/** A video comes back after so many other cases at the earliest. */
const VIDEOS_APART = 8;
/** Of repetitions, so many that were not seen for longest may come. */
const OLDEST = 6;

/** A case that may come, as the library knows it. */
export type Candidate = {
  readonly id: string;
  readonly videoId: string;
  readonly phase: Phase;
  readonly estimate: CaseEstimate;
  /** When this reader answered it last; null: never. */
  readonly answeredAt: Date | null;
};

/** The cases that came, or will have come, before another: the latest last. */
export type Sequence = readonly { readonly videoId: string; readonly phase: Phase }[];

/**
 * Draws the phase of the next case by weight, and gives the cases of it that may come: unseen ones where the phase has any,
 * else the few that were not seen for longest. Never three of a phase in a row, where there are others at all; no video
 * twice within eight cases, where that leaves anything.
 *
 * @returns null where nothing is left that may come
 */
export function drawOpen(
  weights: ReadonlyMap<Phase, number>,
  left: Iterable<Candidate>,
  sequence: Sequence,
  random: RandomNumbers,
): readonly Candidate[] | null {
  const last = sequence.at(-1)?.phase;
  const barred = weights.size > 1 && last === sequence.at(-2)?.phase ? last : undefined;
  const recent = new Set(sequence.slice(1 - VIDEOS_APART).map(({ videoId }) => videoId));
  const known = [...weights.keys()]
    .filter((phase) => phase !== barred)
    .map((phase) => ({ phase, cases: unseenFirst([...left].filter((one) => one.phase === phase)) }));
  const apart = known.map(({ phase, cases }) => ({
    phase,
    cases: cases.filter(({ videoId }) => !recent.has(videoId)),
  }));
  const pools = [apart, known].find((some) => some.some(({ cases }) => cases.length > 0)) ?? [];
  const open = pools.filter(({ cases }) => cases.length > 0);
  let drawn = random() * open.reduce((sum, { phase }) => sum + weights.get(phase)!, 0);
  for (const { phase, cases } of open) {
    drawn -= weights.get(phase)!;
    if (drawn < 0) return notLately(cases);
  }
  return null;
}

function unseenFirst(cases: readonly Candidate[]): readonly Candidate[] {
  const unseen = cases.filter(({ answeredAt }) => answeredAt === null);
  return unseen.length > 0 ? unseen : cases;
}

function notLately(cases: readonly Candidate[]): readonly Candidate[] {
  if (cases[0]!.answeredAt === null) return cases;
  return cases.toSorted((a, b) => a.answeredAt!.getTime() - b.answeredAt!.getTime()).slice(0, OLDEST);
}

/** The case that is missed in this way most. */
export function nearest(cases: readonly Candidate[], { kind }: Miss): Candidate {
  const place = kindIndex(kind);
  return cases.reduce((best, one) => (one.estimate.pull[place]! > best.estimate.pull[place]! ? one : best));
}
