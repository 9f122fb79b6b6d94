import { Command, Option } from "commander";
import { newestPrompt } from "@/lib/vlm/prompts/load-prompt";
import { CommandError } from "@/tooling/command-error";
import { exportRows, type RowOptions } from "./train-rows";
import { writeVectors } from "./train-vectors";

type Options = Omit<RowOptions, "out"> & { readonly out?: string; readonly vectors?: string };

export function trainExportCommand(): Command {
  return new Command("train-export")
    .description("Write what a model is trained on (docs/training.md).")
    .optionsGroup("Rows of cases:")
    .option("--out <file>", "the trainer’s rows of the train split (JSON Lines); a manifest goes beside them")
    .option("--reference <dirs...>", "bundles’ folders; needs no database")
    .option("--dataset <names...>", "datasets of the database; by default the only one there is")
    .option("--institution <name>", "whose datasets they are, where several have one of that name")
    .addOption(
      new Option("--stage <stage>", "1: the phase’s turn alone; 2: the whole conversation")
        .choices(["1", "2"])
        .default("2"),
    )
    .option("--prompt <version>", "a version of the prompts", newestPrompt())
    .option("--single-turn", "a study: phase and Go Zone in one turn")
    .option("--no-definition", "a study: the second turn is given no definition")
    .optionsGroup("Answers to test rewards by:")
    .addOption(
      new Option(
        "--vectors <file>",
        "answers good, bad and spoilt, each with its rewards (JSON Lines); takes --single-turn alone",
      ).conflicts(["out", "reference", "dataset", "institution"]),
    )
    .addHelpText(
      "after",
      "\nThe exit status is 0 when everything was written; otherwise no file of rows is there, or the one from before.",
    )
    .action(run);
}

async function run({ out, vectors, ...options }: Options): Promise<void> {
  if (vectors !== undefined) return writeVectors(vectors, options.singleTurn ?? false);
  if (out === undefined) throw new CommandError("Say where the rows go: --out FILE.jsonl.");
  await exportRows({ ...options, out });
}
