import { Command, InvalidArgumentError, Option } from "commander";
import {
  type IntervalOptions,
  intervalsOver,
  metricsByVideo,
  metricsOver,
} from "@/lib/domain/evaluation/evaluate";
import { PHASES } from "@/lib/domain/phases";
import {
  type EvaluateOptions,
  type EvaluationReport,
  evaluatePredictions,
} from "@/lib/jobs/evaluate/evaluate-predictions";
import { EvaluationError } from "@/lib/jobs/evaluate/load-references";
import { BundleError } from "@/lib/resgo/list-files";
import type { Split } from "@/lib/resgo/splits";
import { CommandError } from "@/tooling/command-error";
import { startProgress } from "@/tooling/progress";
import { withDatabase } from "./database";
import { describeCoverage, describeEvaluation } from "./describe-evaluation";
import { describeProblems } from "./problems";
import { wholeNumber } from "./whole-number";

type Options = {
  predictions: string;
  reference?: string;
  split: Split | "all";
  dataset?: string;
  institution?: string;
  by: readonly Grouping[];
  bootstrap?: number | true;
  seed: number;
  recall?: boolean;
  coverage?: boolean;
  json?: true;
};

const GROUPINGS = ["phase", "video"] as const;
type Grouping = (typeof GROUPINGS)[number];

const RESAMPLES = 10_000;
const MOST_RESAMPLES = 1_000_000;
const MOST_SEED = 4_294_967_295;

export function evaluateCommand(): Command {
  return new Command("evaluate")
    .description("Measure a file of predictions against the references (docs/evaluate.md).")
    .requiredOption("--predictions <file>", "the predictions, as JSON Lines")
    .option("--reference <path>", "a bundle’s folder or a reference file; without it, the database’s cases")
    .addOption(
      new Option("--split <split>", "the cases that count").choices(["test", "train", "all"]).default("all"),
    )
    .option("--dataset <name>", "the database’s dataset; by default the one that has the videos")
    .option("--institution <name>", "whose dataset it is, where several have one of that name")
    .option("--by <groups>", "figures for each phase or video too, or both: phase,video", readGroupings, [])
    .option(
      "--bootstrap [n]",
      `95 % intervals, from videos drawn anew n times (${RESAMPLES} unless told)`,
      wholeNumber(100, MOST_RESAMPLES),
    )
    .option("--seed <number>", "what the draws start from", wholeNumber(0, MOST_SEED), 1)
    .option("--recall", "how much of the references’ rationales was named too")
    .option("--coverage", "with --json: how many of the cases were predicted")
    .option("--json", "print the figures as one JSON object, as fractions")
    .addHelpText(
      "after",
      "\nA case without a prediction counts as a wrong phase and a missed zone. A frame predicted twice, a frame without\na reference, a box outside its frame and a line that is no prediction are errors, and nothing is measured.",
    )
    .action(run);
}

function readGroupings(text: string): readonly Grouping[] {
  return text.split(",").map((part) => {
    const found = GROUPINGS.find((grouping) => grouping === part.trim());
    if (found) return found;
    throw new InvalidArgumentError("It takes phase, video, or phase,video.");
  });
}

async function run(options: Options): Promise<void> {
  const report = await measure(options);
  if ("problems" in report) {
    process.stderr.write(`${describeProblems(report.problems)}Nothing was measured.\n`);
    process.exitCode = 1;
    return;
  }
  process.stderr.write(describeCoverage(report, options.split));
  const bootstrap: IntervalOptions | null =
    options.bootstrap === undefined
      ? null
      : { resamples: options.bootstrap === true ? RESAMPLES : options.bootstrap, seed: options.seed };
  process.stdout.write(
    options.json
      ? `${JSON.stringify(toJson(report, options, bootstrap))}\n`
      : describeEvaluation(report, { ...options, bootstrap }),
  );
}

async function measure({ predictions, reference, dataset, institution, split, recall = false }: Options) {
  const progress = startProgress();
  const settings: EvaluateOptions = { split, recall, onProgress: progress.update };
  try {
    return reference === undefined
      ? await withDatabase((db) => evaluatePredictions(predictions, { db, dataset, institution }, settings))
      : await evaluatePredictions(predictions, { path: reference }, settings);
  } catch (cause) {
    if (cause instanceof EvaluationError || cause instanceof BundleError) {
      throw new CommandError(cause.message);
    }
    throw cause;
  } finally {
    progress.end();
  }
}

/** The figures as other programs read them. Only what was asked for is there beside the twelve. */
function toJson(
  { evaluation, recall, coverage }: EvaluationReport,
  { by, coverage: covered }: Options,
  bootstrap: IntervalOptions | null,
): Readonly<Record<string, unknown>> {
  const phaseFigures = () =>
    Object.fromEntries(
      PHASES.map((phase) => {
        const intervals = bootstrap && intervalsOver(evaluation, bootstrap, [phase]);
        return [phase, { ...metricsOver(evaluation, [phase]), ...(intervals && { intervals }) }];
      }),
    );
  const videoFigures = () =>
    Object.fromEntries(metricsByVideo(evaluation).map(({ video, metrics }) => [video, metrics]));
  return {
    ...metricsOver(evaluation),
    ...(bootstrap && { intervals: intervalsOver(evaluation, bootstrap) }),
    ...(by.includes("phase") && { byPhase: phaseFigures() }),
    ...(by.includes("video") && { byVideo: videoFigures() }),
    ...(recall && { recall }),
    ...(covered && { coverage }),
  };
}
