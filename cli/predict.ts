import type { Command } from "commander";
import { variable } from "@/lib/env";
import { ImportError } from "@/lib/jobs/import/report";
import { PredictError } from "@/lib/jobs/predict/ledger";
import { BundleError } from "@/lib/resgo/list-files";
import { StorageError } from "@/lib/storage/frame-storage";
import { VlmError } from "@/lib/vlm/errors";
import { CommandError } from "@/tooling/command-error";
import { startProgress } from "@/tooling/progress";
import { withDatabase } from "./database";
import { jobOfDataset, jobOfReference } from "./predict-job";
import { type PredictCommandOptions, predictSyntax } from "./predict-options";
import { runPredict } from "./predict-run";

export function predictCommand(): Command {
  return predictSyntax().action(run);
}

async function run(options: PredictCommandOptions): Promise<void> {
  refuseContradictions(options);
  const progress = startProgress();
  try {
    if (options.reference !== undefined)
      await runPredict(await jobOfReference(options, progress), options, progress);
    else await withDatabase(async (db) => runPredict(await jobOfDataset(db, options), options, progress));
  } catch (cause) {
    progress.end();
    if (EXPECTED.some((kind) => cause instanceof kind)) throw new CommandError((cause as Error).message);
    throw cause;
  }
}

const EXPECTED = [PredictError, ImportError, BundleError, StorageError, VlmError];

function refuseContradictions(options: PredictCommandOptions): void {
  const { reference, out, frames, dataset, apiKeyEnv } = options;
  if (reference !== undefined && out === undefined) {
    throw new CommandError("With --reference, say where the predictions go: --out FILE.jsonl.");
  }
  if (reference !== undefined && dataset !== undefined) {
    throw new CommandError("The cases are those of --reference or those of --dataset, not both.");
  }
  if (frames !== undefined && reference === undefined) {
    throw new CommandError("--frames goes with a --reference.");
  }
  if (apiKeyEnv !== undefined && variable(apiKeyEnv) === undefined) {
    throw new CommandError(`The environment variable ${apiKeyEnv}, for the server’s key, is not set.`);
  }
}
