import { Command, Option } from "commander";
import { ImportError } from "@/lib/jobs/import/report";
import { type ImportedPredictions, importPredictions } from "@/lib/jobs/predict/import-predictions";
import { PredictError } from "@/lib/jobs/predict/ledger";
import { CommandError } from "@/tooling/command-error";
import { withDatabase } from "./database";
import { describeProblems } from "./problems";
import { printable } from "./table";

type Options = {
  dataset?: string;
  institution?: string;
  name?: string;
  show?: true;
  hide?: true;
  json?: true;
};

export function predictionsCommand(): Command {
  const add = new Command("import")
    .description("Bring a predictions file (JSON Lines) into the database, as a model run over a dataset.")
    .argument("<file>", "as calot predict --out writes it (docs/resgo-format.md)")
    .option("--dataset <name>", "whose cases they are about; by default the only dataset there is")
    .option("--institution <name>", "whose dataset it is; by default the only institution there is")
    .option("--name <run>", "the run’s name; by default as the file says, or the file’s own")
    .addOption(new Option("--show", "let residents see the run on the reveal").conflicts("hide"))
    .option("--hide", "keep the run from residents")
    .option("--json", "print the outcome as one JSON object")
    .addHelpText(
      "after",
      "\nAgain, it writes only what is different. The exit status is 0 when every line was taken.",
    )
    .action(run);
  return new Command("predictions").description("What models made of cases.").addCommand(add);
}

async function run(file: string, options: Options): Promise<void> {
  try {
    const imported = await withDatabase((db) =>
      importPredictions(db, file, {
        dataset: options.dataset ?? null,
        institution: options.institution ?? null,
        name: options.name ?? null,
        shown: options.show ? true : options.hide ? false : null,
        now: new Date(),
      }),
    );
    process.stdout.write(options.json ? `${JSON.stringify(toJson(imported))}\n` : describeImported(imported));
    if (!imported.run || imported.problems.some(({ level }) => level === "error")) process.exitCode = 1;
  } catch (cause) {
    if (cause instanceof ImportError || cause instanceof PredictError) throw new CommandError(cause.message);
    throw cause;
  }
}

/** The outcome as other programs read it. */
function toJson({ dataset, run, problems }: ImportedPredictions) {
  return {
    dataset,
    model: run?.model ?? null,
    run: run?.run ?? null,
    written: run?.written ?? 0,
    unchanged: run?.unchanged ?? 0,
    problems,
  };
}

function describeImported({ dataset, run, problems }: ImportedPredictions): string {
  const told = run
    ? `${dataset}, run ${run.run} of ${run.model}: ${run.written} predictions written, ${run.unchanged} unchanged.`
    : `${dataset}: there was no prediction to write.`;
  return `${printable(told)}\n${problems.length > 0 ? `\n${describeProblems(problems)}` : ""}`;
}
