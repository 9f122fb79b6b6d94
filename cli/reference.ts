import path from "node:path";
import { Command, Option } from "commander";
import { EvaluationError, findDataset, loadReferences } from "@/lib/jobs/evaluate/load-references";
import { BundleError } from "@/lib/resgo/list-files";
import type { KnownReference } from "@/lib/resgo/match-predictions";
import type { Problem } from "@/lib/resgo/problem";
import { readReference } from "@/lib/resgo/read-reference";
import type { Split } from "@/lib/resgo/splits";
import { writeReference } from "@/lib/resgo/write-reference";
import { CommandError } from "@/tooling/command-error";
import { startProgress } from "@/tooling/progress";
import { withDatabase } from "./database";
import { describeProblems } from "./problems";
import { printable } from "./table";

type Options = { out: string; split: Split | "all"; dataset?: string; institution?: string };

export function referenceCommand(): Command {
  const exportCommand = new Command("export")
    .description(
      "Write references as JSON Lines (docs/resgo-format.md), for machines without database or bundle.",
    )
    .argument("[dir]", "a bundle’s folder; without it, the database’s cases")
    .requiredOption("--out <file>", "the file to write")
    .addOption(new Option("--split <split>", "which cases").choices(["test", "train", "all"]).default("all"))
    .option("--dataset <name>", "the database’s dataset; by default the only one there is")
    .option("--institution <name>", "whose dataset it is, where several have one of that name")
    .addHelpText("after", "\nThe exit status is 0 when every sample of the bundle was written.")
    .action(run);
  return new Command("reference")
    .description("The clinicians’ answers, as a file.")
    .addCommand(exportCommand);
}

type References = {
  readonly name: string;
  readonly samples: readonly KnownReference[];
  readonly problems: readonly Problem[];
};

async function run(folder: string | undefined, options: Options): Promise<void> {
  try {
    const { name, samples, problems } = folder === undefined ? await stored(options) : await ofBundle(folder);
    const chosen = samples.filter(({ split }) => options.split === "all" || split === options.split);
    const errors = problems.filter(({ level }) => level === "error");
    if (errors.length > 0) {
      process.stderr.write(describeProblems(errors));
      process.exitCode = 1;
    }
    if (chosen.length === 0) throw new CommandError("There is no reference to write.");
    await writeReference(options.out, chosen).catch((cause: NodeJS.ErrnoException) => {
      if (!/^(?:ENOENT|EACCES|EPERM|EROFS|EISDIR|ENOTDIR)$/.test(cause.code ?? "")) throw cause;
      throw new CommandError(`${options.out} can’t be written: ${cause.message}.`);
    });
    process.stdout.write(
      `${printable(`${name}: ${chosen.length} references in ${path.resolve(options.out)}.`)}\n`,
    );
  } catch (cause) {
    if (cause instanceof EvaluationError || cause instanceof BundleError) {
      throw new CommandError(cause.message);
    }
    throw cause;
  }
}

async function ofBundle(folder: string): Promise<References> {
  const progress = startProgress();
  try {
    return await readReference(folder, {
      onProgress: (done, total) => progress.update("reading", done, total),
    });
  } finally {
    progress.end();
  }
}

async function stored(options: Options): Promise<References> {
  return withDatabase(async (db) => {
    const dataset = await findDataset(db, options, []);
    return { name: dataset.name, samples: await loadReferences(db, dataset), problems: [] };
  });
}
