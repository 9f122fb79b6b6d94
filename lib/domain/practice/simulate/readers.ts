import { drawNormal } from "../../statistics/draw-normal";
import type { RandomNumbers } from "../../statistics/random";
import { shuffle } from "../../statistics/shuffle";
import { logistic } from "../estimates";
import { kindsOf, type Miss, type MissKind, taskOf } from "../misses";
import { SKILLS, skillIndex, TASKS } from "../skills";
import type { Bank, SimulatedCase } from "./bank";

/** How simulated readers learn and forget. */
export type LearningLaw = {
  /** γ: an answer raises its skills by γ(1 − P), in logits. */
  readonly gain: number;
  /** λ: the share of a trap’s p that goes where a case of it caught the reader; half of it where it didn’t. */
  readonly unlearned: number;
  /** The time constant with which p comes back, in days; null: nothing comes back. */
  readonly forgottenIn: number | null;
  /** What the time constant grows by, with each case of the trap that is got right a day or more after the last. */
  readonly growth: number;
  /** When such a case is got right: the trap didn’t catch, its task was right, or all of it was. */
  readonly rightIs: "uncaught" | "task" | "case";
};

export const LEARNERS = {
  forgetting: { gain: 0.08, unlearned: 0.25, forgottenIn: 3, growth: 1.8, rightIs: "uncaught" },
  slow: { gain: 0.03, unlearned: 0.12, forgottenIn: 3, growth: 1.8, rightIs: "uncaught" },
  "no-spacing": { gain: 0.08, unlearned: 0.25, forgottenIn: null, growth: 1.8, rightIs: "uncaught" },
} as const satisfies Readonly<Record<string, LearningLaw>>;

export type Learner = keyof typeof LEARNERS;

/** Abilities in the beginning, in logits, and how often a trap catches whoever has it. */
const ABILITY = { mean: 0.3, spread: 1 };
const CAUGHT = 0.5;
/** A trap is cleared at this p, a skill mastered at this P(right). */
const CLEARED = 0.15;
const MASTERED = 0.75;

const DAY_MS = 86_400_000;

type HeldTrap = {
  readonly trap: Miss;
  /** As it was when a case of it was met last. */
  p: number;
  /** In days. */
  forgottenIn: number;
  /** In milliseconds; null: not met yet. */
  metAt: number | null;
};

export type SimulatedReader = {
  readonly law: LearningLaw;
  /** In logits, in the order of `SKILLS`. */
  readonly ability: number[];
  readonly traps: readonly HeldTrap[];
};

/** A reader with two or three of a library’s traps. */
export function makeReader(law: LearningLaw, bank: Bank, random: RandomNumbers): SimulatedReader {
  const held = shuffle(bank.traps, random).slice(0, random() < 0.5 ? 2 : 3);
  return {
    law,
    ability: SKILLS.map(() => ABILITY.mean + ABILITY.spread * drawNormal(random)),
    traps: held.map((trap) => ({ trap, p: CAUGHT, forgottenIn: law.forgottenIn ?? 0, metAt: null })),
  };
}

/** How often a trap would catch its reader at a moment, 0 to 1. */
export function caughtAt(
  { p, forgottenIn, metAt }: HeldTrap,
  { forgottenIn: forgets }: LearningLaw,
  at: number,
): number {
  if (forgets === null || metAt === null) return p;
  return CAUGHT - (CAUGHT - p) * Math.exp(-(at - metAt) / DAY_MS / forgottenIn);
}

export type SimulatedAnswer = {
  readonly phaseRight: boolean;
  /** As if the phase had been right. */
  readonly zoneRight: boolean;
  readonly miss: MissKind | null;
};

/** Answers a case, and learns from its reveal. */
export function answerCase(
  reader: SimulatedReader,
  { phase, difficulty, trap }: SimulatedCase,
  at: number,
  random: RandomNumbers,
): SimulatedAnswer {
  const { law, ability } = reader;
  const skills = TASKS.map((task) => skillIndex(phase, task));
  const expected = skills.map((skill, i) => logistic(ability[skill]! - difficulty[i]!));
  const [phaseDraw, zoneDraw] = [random(), random()];
  const held = reader.traps.find((one) => one.trap === trap);
  const caught = held !== undefined && random() < caughtAt(held, law, at);
  const caughtIn = caught ? taskOf(held.trap.kind) : null;
  const phaseRight = caughtIn !== "phase" && phaseDraw < expected[0]!;
  const zoneRight = caughtIn !== "zone" && zoneDraw < expected[1]!;
  const missedIn = phaseRight ? (zoneRight ? null : "zone") : "phase";
  const kinds = kindsOf(phase).filter((kind) => kind !== "contact" && taskOf(kind) === missedIn);
  const byChance = kinds[Math.floor(random() * kinds.length)] ?? null;
  if (held) {
    const taskRight = taskOf(held.trap.kind) === "phase" ? phaseRight : zoneRight;
    const right = { uncaught: !caught, task: taskRight, case: phaseRight && zoneRight }[law.rightIs];
    meet(held, law, { caught, right, at });
  }
  skills.forEach((skill, i) => {
    ability[skill]! += law.gain * (1 - expected[i]!);
  });
  return {
    phaseRight,
    zoneRight,
    miss: missedIn !== null && missedIn === caughtIn ? held!.trap.kind : byChance,
  };
}

function meet(
  held: HeldTrap,
  law: LearningLaw,
  { caught, right, at }: { readonly caught: boolean; readonly right: boolean; readonly at: number },
): void {
  const p = caughtAt(held, law, at);
  const isLater = held.metAt !== null && Math.floor(at / DAY_MS) > Math.floor(held.metAt / DAY_MS);
  held.p = p * (1 - (caught ? law.unlearned : law.unlearned / 2));
  if (right && isLater) held.forgottenIn *= law.growth;
  held.metAt = at;
}

/** Whether none of the reader’s traps catches them more than now and then. */
export const hasCleared = ({ traps, law }: SimulatedReader, at: number): boolean =>
  traps.every((held) => caughtAt(held, law, at) <= CLEARED);

/** Gauss and Hermite’s points for a mean over the standard normal distribution, exact to a ten-thousandth here. */
const POINTS = [
  [0, 0.457142857142857],
  [1.154405394739968, 0.240123178605013],
  [2.366759410734541, 0.030757123967586],
  [3.750439717725742, 0.000548268855973],
].flatMap(([at, weight]) =>
  at === 0 ? [{ at, weight: weight! }] : [at!, -at!].map((z) => ({ at: z, weight: weight! })),
);

/**
 * What a reader would get right of cases that they haven’t seen and that hold no trap, 0 to 1, in the order of `SKILLS`.
 *
 * @param spread the standard deviation of such cases’ difficulty, in logits
 */
export const rightOf = ({ ability }: SimulatedReader, spread: number): readonly number[] =>
  ability.map((own) => POINTS.reduce((sum, { at, weight }) => sum + weight * logistic(own - spread * at), 0));

/** Whether the reader’s traps are cleared and every skill is mastered. */
export const hasMastered = (reader: SimulatedReader, spread: number, at: number): boolean =>
  hasCleared(reader, at) && rightOf(reader, spread).every((p) => p >= MASTERED);
