// Prints the tables of docs/practice.md: what chooses cases against chance, at the simulated readers' values and around
// them. `npx tsx bench/practice-grid.ts [readers] [seeds]`: some ten minutes on one core.
import { BANK, type BankLaw } from "@/lib/domain/practice/simulate/bank";
import type { Chooser } from "@/lib/domain/practice/simulate/choosers";
import { LEARNERS, type Learner, type LearningLaw } from "@/lib/domain/practice/simulate/readers";
import { simulate } from "@/lib/domain/practice/simulate/simulate";
import { type SimulationSummary, type Spread, summarize } from "@/lib/domain/practice/simulate/summary";

const READERS = Number(process.argv[2] ?? 100);
const SEEDS = (process.argv[3] ?? "101").split(",").map(Number);

type Cell = {
  readonly name: string;
  readonly learners: readonly Learner[];
  readonly law?: Partial<LearningLaw>;
  readonly bank?: Partial<BankLaw>;
  readonly history?: number;
};

const ALL: readonly Learner[] = ["forgetting", "slow", "no-spacing"];
const ONE: readonly Learner[] = ["forgetting"];
const TWO: readonly Learner[] = ["forgetting", "no-spacing"];

const cells: readonly Cell[] = [
  { name: "as given", learners: ALL },
  { name: "no history", learners: ALL, history: 0 },
  { name: "10 answers a case before", learners: ONE, history: 10 },
  { name: "got right: the trap’s task", learners: ["forgetting", "slow"], law: { rightIs: "task" } },
  { name: "got right: all of the case", learners: ["forgetting", "slow"], law: { rightIs: "case" } },
  { name: "γ 0.04", learners: TWO, law: { gain: 0.04 } },
  { name: "γ 0.16", learners: TWO, law: { gain: 0.16 } },
  { name: "λ 0.12", learners: TWO, law: { unlearned: 0.12 } },
  { name: "λ 0.5", learners: TWO, law: { unlearned: 0.5 } },
  { name: "comes back in 1.5 days", learners: ONE, law: { forgottenIn: 1.5 } },
  { name: "comes back in 6 days", learners: ONE, law: { forgottenIn: 6 } },
  { name: "grows 1.4 times", learners: ONE, law: { growth: 1.4 } },
  { name: "grows 2.4 times", learners: ONE, law: { growth: 2.4 } },
  { name: "a trap in every fourth case", learners: TWO, bank: { trapShare: 0.25 } },
  { name: "a trap in three of four cases", learners: TWO, bank: { trapShare: 0.75 } },
  { name: "200 cases", learners: TWO, bank: { cases: 200 } },
  { name: "800 cases of 40 videos", learners: TWO, bank: { cases: 800, videos: 40 } },
  { name: "10 videos", learners: ONE, bank: { videos: 10 } },
  { name: "difficulty N(0, 0.4)", learners: ONE, bank: { spread: 0.4 } },
];

const measure = (cell: Cell, learner: Learner, chooser: Chooser): readonly SimulationSummary[] =>
  SEEDS.map((seed) =>
    summarize(
      simulate({
        readers: READERS,
        law: { ...LEARNERS[learner], ...cell.law },
        chooser,
        seed,
        bank: { ...BANK, ...cell.bank },
        history: cell.history,
      }),
    ),
  );

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

type Figure = "casesToClearTraps" | "casesToMastery";

/** The mean over seeds of the chooser's figure over chance's. */
function ratio(
  ours: readonly SimulationSummary[],
  chance: readonly SimulationSummary[],
  figure: Figure,
  at: keyof Spread,
): string {
  const ratios = ours.map(
    (one, i) => (one[figure][at] ?? Number.NaN) / (chance[i]![figure][at] ?? Number.NaN),
  );
  return mean(ratios).toFixed(2);
}

const median = (some: readonly SimulationSummary[], figure: Figure): string =>
  mean(some.map((one) => one[figure].median ?? Number.NaN)).toFixed(0);

const header = [
  "cell",
  "learner",
  "traps",
  "traps p90",
  "mastery",
  "mastery p90",
  "chance: traps",
  "chance: mastery",
];
const line = (texts: readonly string[]): void => void process.stdout.write(`| ${texts.join(" | ")} |\n`);

line(header);
line(header.map(() => "---"));
for (const cell of cells) {
  for (const learner of cell.learners) {
    const [ours, chance] = [measure(cell, learner, "review"), measure(cell, learner, "random")];
    line([
      cell.name,
      learner,
      ratio(ours, chance, "casesToClearTraps", "median"),
      ratio(ours, chance, "casesToClearTraps", "p90"),
      ratio(ours, chance, "casesToMastery", "median"),
      ratio(ours, chance, "casesToMastery", "p90"),
      median(chance, "casesToClearTraps"),
      median(chance, "casesToMastery"),
    ]);
    if (cell.name !== "as given") continue;
    const of = (value: (one: SimulationSummary) => number): string => mean(ours.map(value)).toFixed(3);
    process.stderr.write(
      `${learner}: skill MAE ${of((one) => one.skill.meanAbsoluteError)}, r ${of((one) => one.skill.correlation)}, ` +
        `covered ${of((one) => one.covered)}, difficulty r ${of((one) => one.difficulty.correlation)}, ` +
        `kept ${of((one) => one.retained30Days ?? 0)} (chance ${mean(chance.map((one) => one.retained30Days ?? 0)).toFixed(3)})\n`,
    );
  }
}
