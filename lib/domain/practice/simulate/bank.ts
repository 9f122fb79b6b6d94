import { PHASES, type Phase } from "../../phases";
import { drawNormal } from "../../statistics/draw-normal";
import type { RandomNumbers } from "../../statistics/random";
import { shuffle } from "../../statistics/shuffle";
import { kindsOf, type Miss } from "../misses";
import { TASKS } from "../skills";

/** How a simulated library is made. */
export type BankLaw = {
  readonly cases: number;
  readonly videos: number;
  /** The standard deviation of a task’s difficulty, in logits; its mean is 0. */
  readonly spread: number;
  /** The share of cases that hold a trap. */
  readonly trapShare: number;
};

export const BANK: BankLaw = { cases: 400, videos: 20, spread: 0.8, trapShare: 0.5 };

const TRAPS_A_PHASE = 2;

export type SimulatedCase = {
  readonly id: string;
  readonly videoId: string;
  readonly phase: Phase;
  /** In logits, in the order of `TASKS`. */
  readonly difficulty: readonly number[];
  /** The kind of miss that it invites its readers to. */
  readonly trap: Miss | null;
};

/**
 * A library: phases in equal shares, each video with cases of all of them; each phase has two traps, and a share of its
 * cases hold one of the two. No trap is a contact: such a zone hits.
 */
export function makeBank({ cases, videos, spread, trapShare }: BankLaw, random: RandomNumbers) {
  const traps = PHASES.flatMap((phase): Miss[] =>
    shuffle(
      kindsOf(phase).filter((kind) => kind !== "contact"),
      random,
    )
      .slice(0, TRAPS_A_PHASE)
      .map((kind) => ({ phase, kind })),
  );
  const a = Math.ceil(cases / PHASES.length);
  const made = PHASES.flatMap((phase) => {
    const own = traps.filter((trap) => trap.phase === phase);
    const held = shuffle(
      Array.from({ length: a }, (_, i) => (i < a * trapShare ? own[i % own.length]! : null)),
      random,
    );
    return held.map(
      (trap, i): SimulatedCase => ({
        id: `${phase}${i}`,
        videoId: `V${i % videos}`,
        phase,
        difficulty: TASKS.map(() => drawNormal(random) * spread),
        trap,
      }),
    );
  });
  return { traps, cases: made } as const;
}

export type Bank = ReturnType<typeof makeBank>;
