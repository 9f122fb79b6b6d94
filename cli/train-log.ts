import { Command } from "commander";
import { SYSTEM } from "@/lib/auth/actor";
import { ImportError } from "@/lib/jobs/import/report";
import { importTrainLog, institutionOf } from "@/lib/jobs/training/import-train-log";
import { TrainLogError } from "@/lib/jobs/training/read-train-log";
import { removeTrainingLog } from "@/lib/services/training-logs/remove-training-log";
import { CommandError } from "@/tooling/command-error";
import { withDatabase } from "./database";
import { printable } from "./table";

type Options = { model: string; name?: string; institution?: string; json?: true };

export function trainLogCommand(): Command {
  const add = new Command("import")
    .description("Bring a trainer’s log into the database, for the pages of its checkpoints’ runs.")
    .argument("<log>", "ms-swift’s logging.jsonl, a checkpoint’s trainer_state.json, or the folder of either")
    .requiredOption("--model <name>", "the model, as calot predict --model calls it")
    .option("--name <training>", "what the training is called; by default as the log’s folder")
    .option("--institution <name>", "whose it is; by default the only institution there is")
    .option("--json", "print the outcome as one JSON object")
    .addHelpText(
      "after",
      "\nA run belongs to the training that its --checkpoint names: TRAINING/checkpoint-80.\n" +
        "Again, it replaces what was there of that training.",
    )
    .action((log: string, options: Options) => inWords(() => bringIn(log, options)));
  const remove = new Command("remove")
    .description("Forget a training’s log; the runs stay.")
    .requiredOption("--model <name>", "the model")
    .requiredOption("--name <training>", "what the training is called")
    .option("--institution <name>", "whose it is; by default the only institution there is")
    .action((options: Options & { name: string }) => inWords(() => forget(options)));
  return new Command("train-log")
    .description("What trainers logged (docs/training.md).")
    .addCommand(add)
    .addCommand(remove);
}

async function bringIn(log: string, options: Options): Promise<void> {
  const { model, name, institution } = options;
  const imported = await withDatabase((db) =>
    importTrainLog(db, log, {
      model,
      name: name ?? null,
      institution: institution ?? null,
      now: new Date(),
    }),
  );
  if (options.json) {
    process.stdout.write(`${JSON.stringify(imported)}\n`);
    return;
  }
  const { training, steps, last, rewards, changed } = imported;
  const told = `${training} of ${model}: ${steps} steps to step ${last}, rewards ${rewards.join(", ") || "in all alone"}`;
  process.stdout.write(
    `${printable(changed ? `${told}.` : `${told}: nothing was different.`)}\n` +
      `${printable(`Runs by calot predict --checkpoint ${training}/checkpoint-${last}, or of another step, show it.`)}\n`,
  );
}

async function forget({ model, name, institution }: Options & { name: string }): Promise<void> {
  const removed = await withDatabase(async (db) => {
    const institutionId = await institutionOf(db, institution ?? null);
    return removeTrainingLog({ db, now: new Date(), actor: SYSTEM }, { institutionId, model, name });
  });
  if (!removed.ok) throw new CommandError(removed.failure.detail);
  if (!removed.value.removed)
    throw new CommandError(printable(`Nothing is kept of a training “${name}” of “${model}”.`));
  process.stdout.write(`${printable(`The log of ${name} of ${model} is forgotten.`)}\n`);
}

async function inWords(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (cause) {
    if (cause instanceof TrainLogError || cause instanceof ImportError) throw new CommandError(cause.message);
    throw cause;
  }
}
