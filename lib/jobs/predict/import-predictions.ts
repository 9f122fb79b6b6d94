import { randomUUID } from "node:crypto";
import path from "node:path";
import type { Database } from "@/lib/db/client";
import { whileLocked } from "@/lib/jobs/import/import-lock";
import { loadPredictionsFile } from "@/lib/jobs/import/load-predictions";
import type { ModelRunReport } from "@/lib/jobs/import/report";
import { loadDataset } from "@/lib/jobs/import/stored-dataset";
import { faultOf } from "@/lib/resgo/list-files";
import { readPredictions } from "@/lib/resgo/predictions";
import type { Problem } from "@/lib/resgo/problem";
import { chooseDataset } from "./choose-dataset";
import { PredictError } from "./ledger";

type ImportPredictionsOptions = {
  readonly dataset: string | null;
  readonly institution: string | null;
  /** The run's, instead of the file's. */
  readonly name: string | null;
  /** Whether readers see it; null: as the file says, or as it is. */
  readonly shown: boolean | null;
  readonly now: Date;
};

export type ImportedPredictions = {
  readonly dataset: string;
  /** Null when there was nothing to write. */
  readonly run: ModelRunReport | null;
  readonly problems: readonly Problem[];
};

/**
 * Brings a predictions file into the database as a model run over a dataset. Again, it writes only what is
 * different; what is wrong with a line keeps out that line alone.
 *
 * @throws PredictError, ImportError with a sentence for people
 */
export async function importPredictions(
  db: Database,
  file: string,
  options: ImportPredictionsOptions,
): Promise<ImportedPredictions> {
  const shown = path.basename(file);
  const read = await readPredictions(file, shown).catch((cause: unknown) => {
    throw new PredictError(`${file}: ${faultOf(cause)}`);
  });
  const named = {
    ...read,
    name: options.name ?? read.name,
    manifest: { ...read.manifest, shown: options.shown ?? read.manifest.shown },
  };
  const { institutionId, id, name } = await chooseDataset(db, options.dataset, options.institution);
  return whileLocked(db, institutionId, name, async () => {
    const { cases } = await loadDataset(db, institutionId, name);
    const into = { db, target: { importId: randomUUID(), institutionId, datasetId: id } };
    const { run, problems } = await loadPredictionsFile(into, named, shown, cases, options.now);
    return { dataset: name, run, problems };
  });
}
