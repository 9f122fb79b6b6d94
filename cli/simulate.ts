import { Command, Option } from "commander";
import { CHOOSERS, type Chooser } from "@/lib/domain/practice/simulate/choosers";
import { guesserGain } from "@/lib/domain/practice/simulate/guesser";
import { LEARNERS, type Learner } from "@/lib/domain/practice/simulate/readers";
import { simulate } from "@/lib/domain/practice/simulate/simulate";
import { type SimulationSummary, type Spread, summarize } from "@/lib/domain/practice/simulate/summary";
import { seededRandom } from "@/lib/domain/statistics/random";
import { formatTable } from "./table";
import { wholeNumber } from "./whole-number";

type Options = { readers: number; learner: Learner; chooser: Chooser; seed: number; json?: true };

const MOST_READERS = 10_000;
const MOST_SEED = 4_294_967_295;

export function simulateCommand(): Command {
  return new Command("simulate")
    .description("Let simulated readers practise, and tell how soon they master it (docs/practice.md).")
    .option("--readers <n>", "how many readers", wholeNumber(1, MOST_READERS), 100)
    .addOption(
      new Option("--learner <model>", "how they learn and forget")
        .choices(Object.keys(LEARNERS))
        .default("forgetting"),
    )
    .addOption(
      new Option("--chooser <chooser>", "what chooses their cases: the product’s, or one to compare it with")
        .choices(Object.keys(CHOOSERS))
        .default("review"),
    )
    .option("--seed <number>", "what the draws start from", wholeNumber(0, MOST_SEED), 1)
    .option("--json", "print the figures as one JSON object")
    .addHelpText(
      "after",
      "\nIt needs no database. The same seed gives the same library and the same readers, whatever chooses.",
    )
    .action(run);
}

function run({ readers, learner, chooser, seed, json }: Options): void {
  const summary = summarize(simulate({ readers, law: LEARNERS[learner], chooser, seed }));
  const gain = guesserGain(chooser, seededRandom(seed));
  if (json) {
    const { casesToClearTraps, casesToMastery, retained30Days, skill, difficulty } = summary;
    const figures = {
      casesToClearTraps,
      casesToMastery,
      retained30Days,
      skill,
      difficulty,
      guesserGain: gain,
    };
    process.stdout.write(`${JSON.stringify(figures)}\n`);
    return;
  }
  process.stdout.write(`${readers} readers (${learner}), cases chosen by ${chooser}, seed ${seed}\n\n`);
  process.stdout.write(describeSummary(summary, gain));
}

function describeSummary(summary: SimulationSummary, gain: number): string {
  const figure = (value: number | null): string => (value === null ? "–" : value.toFixed(3));
  const spread = ({ median, p90 }: Spread): string => `${median ?? "–"}, nine of ten by ${p90 ?? "–"}`;
  return formatTable(
    [{ name: "what" }, { name: "figure", align: "right" }],
    [
      ["cases until the traps are cleared, median", spread(summary.casesToClearTraps)],
      ["cases until all is mastered, median", spread(summary.casesToMastery)],
      ["p of the traps 30 days after mastery, mean", figure(summary.retained30Days)],
      ["P(right) after 200 answers, mean absolute error", figure(summary.skill.meanAbsoluteError)],
      ["P(right) after 200 answers, correlation with the truth", figure(summary.skill.correlation)],
      ["its 95 % intervals that hold the truth", figure(summary.covered)],
      ["difficulty after 50 answers, correlation with the truth", figure(summary.difficulty.correlation)],
      ["what a guesser of phases gains over chance", figure(gain)],
    ],
  );
}
