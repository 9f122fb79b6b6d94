import path from "node:path";
import type { Database } from "@/lib/db/client";
import { chooseDataset } from "@/lib/jobs/predict/choose-dataset";
import { datasetTasks } from "@/lib/jobs/predict/dataset-tasks";
import { referenceTasks } from "@/lib/jobs/predict/reference-tasks";
import { nameOf, type Task } from "@/lib/jobs/predict/task";
import { error, type Problem } from "@/lib/resgo/problem";
import { openFrames } from "@/lib/storage/open-storage";
import type { Progress } from "@/tooling/progress";
import { makeNamedFolder } from "./make-named-folder";
import type { PredictCommandOptions } from "./predict-options";

/** The cases of a run, and where its results go. */
export type PredictJob = {
  /** Those asked for. */
  readonly tasks: readonly Task[];
  /** The cases that a finished run has read: `--limit` doesn't make them fewer. */
  readonly all: readonly Task[];
  readonly problems: readonly Problem[];
  readonly into:
    | { readonly kind: "file"; readonly out: string }
    | {
        readonly kind: "database";
        readonly db: Database;
        readonly datasetId: string;
        readonly dataset: string;
      };
};

export async function jobOfReference(
  options: PredictCommandOptions,
  progress: Progress,
): Promise<PredictJob> {
  const selection = { split: options.split ?? null, limit: options.limit ?? null };
  const found = await referenceTasks(options.reference!, options.frames ?? null, selection, (done, total) =>
    progress.update("looking at the pictures", done, total),
  );
  return { ...found, all: found.tasks, into: await fileOf(options.out!) };
}

export async function jobOfDataset(db: Database, options: PredictCommandOptions): Promise<PredictJob> {
  const { id, name } = await chooseDataset(db, options.dataset ?? null, options.institution ?? null);
  const found = await datasetTasks(db, openFrames(), id, options.split ?? null);
  // A draft may have no phase yet, which a rectified study would have to tell.
  const all = options.rectify ? found.filter(({ referencePhase }) => referencePhase !== null) : found;
  const problems = found
    .filter((task) => !all.includes(task))
    .map((task) => error({}, `${nameOf(task)}: it has no phase, and the study gives the model the phase.`));
  const into =
    options.out === undefined
      ? { kind: "database" as const, db, datasetId: id, dataset: name }
      : await fileOf(options.out);
  return { tasks: all.slice(0, options.limit), all, problems, into };
}

async function fileOf(out: string) {
  await makeNamedFolder(path.dirname(path.resolve(out)));
  return { kind: "file" as const, out: path.resolve(out) };
}
