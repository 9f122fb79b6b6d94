// Prints the bounds that docs/practice.md tells beside the goals: what a chooser and an estimate reach that are told what
// the simulation knows. `npx tsx bench/practice-bounds.ts [readers] [seeds]`: a minute on one core.

import { PHASES } from "@/lib/domain/phases";
import { type Candidate, drawOpen } from "@/lib/domain/practice/candidates";
import { logistic, newCase, newLibrary } from "@/lib/domain/practice/estimates";
import { taskOf } from "@/lib/domain/practice/misses";
import { SITTING_CASES } from "@/lib/domain/practice/plan-sitting";
import { BANK, type Bank, makeBank, type SimulatedCase } from "@/lib/domain/practice/simulate/bank";
import {
  answerCase,
  caughtAt,
  hasCleared,
  LEARNERS,
  type Learner,
  makeReader,
  type SimulatedReader,
} from "@/lib/domain/practice/simulate/readers";
import { skillIndex, TASKS } from "@/lib/domain/practice/skills";
import { type RandomNumbers, seededRandom } from "@/lib/domain/statistics/random";
import { shuffle } from "@/lib/domain/statistics/shuffle";

const READERS = Number(process.argv[2] ?? 100);
const SEEDS = (process.argv[3] ?? "201,202,203,204,205,206").split(",").map(Number);

const DAY_MS = 86_400_000;
const FIRST_DAY = Date.UTC(2026, 0, 5, 9);
const CASE_MS = 40_000;
const MOST_CASES = 2000;
const EQUAL = new Map(PHASES.map((phase) => [phase, 1]));
const HISTORY = 50;
const EARLIER_READERS_CASES = 100;

const timeOf = (answered: number): number => {
  const sitting = Math.floor(answered / SITTING_CASES);
  const day = Math.floor(sitting / 5) * 7 + (sitting % 5);
  return FIRST_DAY + day * DAY_MS + (answered % SITTING_CASES) * CASE_MS;
};

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** How many cases of a habit come in one sitting, given how long it holds by now, in days. */
type PerSitting = (held: SimulatedReader["traps"][number]) => number;

/**
 * Cases until a reader's traps are cleared; infinite where all have been seen before. The phases are drawn in equal shares
 * by the rules of a sitting; in each place comes an unseen case of the trap of its phase that catches most, or one that
 * holds none of the reader's.
 *
 * @param told null: any cases, by chance alone, and again once all were seen
 */
function casesToClear(
  bank: Bank,
  reader: SimulatedReader,
  told: PerSitting | null,
  random: RandomNumbers,
): number {
  const byId = new Map(bank.cases.map((one) => [one.id, one]));
  const all = bank.cases.map(
    (one): Candidate => ({ ...one, estimate: newCase(one.phase, newLibrary()), answeredAt: null }),
  );
  const unseen = new Set(all);
  const answered: SimulatedCase[] = [];
  while (answered.length < MOST_CASES) {
    const at = timeOf(answered.length);
    if (!told && unseen.size === 0) for (const one of all) unseen.add(one);
    const pool = told ? drawOpen(EQUAL, unseen, answered.slice(-7), random) : [...unseen];
    if (!pool) break;
    const trapOf = ({ id }: Candidate) => byId.get(id)!.trap;
    const today = answered.slice(answered.length - (answered.length % SITTING_CASES));
    const wanted = reader.traps
      .filter((held) => told && today.filter(({ trap }) => trap === held.trap).length < told(held))
      .toSorted((a, b) => caughtAt(b, reader.law, at) - caughtAt(a, reader.law, at))
      .map(({ trap }) => pool.filter((one) => trapOf(one) === trap))
      .find((some) => some.length > 0);
    const others = pool.filter((one) => !reader.traps.some(({ trap }) => trap === trapOf(one)));
    const open = wanted ?? (told && others.length > 0 ? others : pool);
    const chosen = open[Math.floor(random() * open.length)]!;
    const asked = byId.get(chosen.id)!;
    unseen.delete(chosen);
    answered.push(asked);
    answerCase(reader, asked, at, random);
    if (hasCleared(reader, at)) return answered.length;
  }
  return Number.POSITIVE_INFINITY;
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.ceil(values.length / 2) - 1]!;

function boundOfTraps(learner: Learner, told: PerSitting): string {
  const law = LEARNERS[learner];
  const ratios = SEEDS.map((seed) => {
    const run = (chosenBy: PerSitting | null): number => {
      const random = seededRandom(seed);
      const bank = makeBank(BANK, random);
      return median(
        Array.from({ length: READERS }, () =>
          casesToClear(bank, makeReader(law, bank, random), chosenBy, random),
        ),
      );
    };
    return run(told) / run(null);
  });
  return mean(ratios).toFixed(2);
}

/** A grid of difficulties with the logarithm of N(0, spread) at each. */
const GRID = Array.from({ length: 65 }, (_, i) => (i - 32) / 10).map((beta) => ({
  beta,
  prior: -(beta ** 2) / (2 * BANK.spread ** 2),
}));

/** An answer to a task, with all that its probability hangs on but the difficulty. */
type ToldAnswer = { readonly ability: number; readonly caught: number; readonly right: boolean };

/** The mean of what a task's difficulty may be after these answers: no estimate correlates better. */
function bestEstimate(answers: readonly ToldAnswer[]): number {
  const weights = GRID.map(({ beta, prior }) => {
    const logs = answers.map(({ ability, caught, right }) => {
      const p = (1 - caught) * logistic(ability - beta);
      return Math.log(right ? p : 1 - p);
    });
    return logs.reduce((sum, each) => sum + each, prior);
  });
  const most = Math.max(...weights);
  const shares = weights.map((weight) => Math.exp(weight - most));
  const total = shares.reduce((sum, each) => sum + each, 0);
  return GRID.reduce((sum, { beta }, i) => sum + beta * shares[i]!, 0) / total;
}

/** How the best estimates after fifty answers a case correlate: of phases, of zones, of both. */
function boundOfDifficulty(learner: Learner, seed: number, trapsTold: boolean): readonly number[] {
  const law = LEARNERS[learner];
  const random = seededRandom(seed);
  const bank = makeBank(BANK, random);
  const told = new Map(bank.cases.map((one) => [one, TASKS.map((): ToldAnswer[] => [])]));
  const waiting = Array.from({ length: HISTORY }, () => shuffle(bank.cases, random)).flat();
  for (let from = 0; from < waiting.length; from += EARLIER_READERS_CASES) {
    const reader = makeReader(law, bank, random);
    for (const [i, asked] of waiting.slice(from, from + EARLIER_READERS_CASES).entries()) {
      const at = timeOf(i);
      const held = reader.traps.find(({ trap }) => trap === asked.trap);
      const caught = held && trapsTold ? caughtAt(held, law, at) : 0;
      const before = TASKS.map((task) => ({
        ability: reader.ability[skillIndex(asked.phase, task)]!,
        caught: held && taskOf(held.trap.kind) === task ? caught : 0,
      }));
      const { phaseRight, zoneRight } = answerCase(reader, asked, at, random);
      told.get(asked)![0]!.push({ ...before[0]!, right: phaseRight });
      // After a wrong phase, the zone was drawn for another question.
      if (phaseRight) told.get(asked)![1]!.push({ ...before[1]!, right: zoneRight });
    }
  }
  const pairs = TASKS.map((_, i) =>
    bank.cases.map((one) => [bestEstimate(told.get(one)![i]!), one.difficulty[i]!] as const),
  );
  return [...pairs, pairs.flat()].map(correlation);
}

function correlation(pairs: readonly (readonly [number, number])[]): number {
  const [a, b] = [mean(pairs.map(([x]) => x)), mean(pairs.map(([, y]) => y))];
  const sum = (of: (x: number, y: number) => number): number =>
    pairs.reduce((so, [x, y]) => so + of(x - a, y - b), 0);
  return sum((x, y) => x * y) / Math.sqrt(sum((x) => x * x) * sum((_, y) => y * y));
}

const HOLDS_AFTER_DAYS = 9;
const line = (...texts: readonly string[]): void => void process.stdout.write(`| ${texts.join(" | ")} |\n`);

line("traps: told all of them", ...Object.keys(LEARNERS));
line("---", ...Object.keys(LEARNERS).map(() => "---"));
const policies: readonly (readonly [string, PerSitting])[] = [
  ["one a day", () => 1],
  ["one a day until it holds, then three", ({ forgottenIn }) => (forgottenIn < HOLDS_AFTER_DAYS ? 1 : 3)],
];
for (const [name, told] of policies) {
  line(name, ...Object.keys(LEARNERS).map((learner) => boundOfTraps(learner as Learner, told)));
}

process.stdout.write("\n");
line("difficulty: told", "learner", "phases", "zones", "both", "both, lowest and highest");
line("---", "---", "---", "---", "---", "---");
for (const [name, trapsTold] of [
  ["abilities and traps", true],
  ["abilities", false],
] as const) {
  for (const learner of Object.keys(LEARNERS) as Learner[]) {
    const all = SEEDS.map((seed) => boundOfDifficulty(learner, seed, trapsTold));
    const both = all.map((each) => each[2]!);
    const range = `${Math.min(...both).toFixed(3)} to ${Math.max(...both).toFixed(3)}`;
    line(name, learner, ...[0, 1, 2].map((i) => mean(all.map((each) => each[i]!)).toFixed(3)), range);
  }
}
