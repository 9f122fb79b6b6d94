import path from "node:path";
import { SYSTEM } from "@/lib/auth/actor";
import type { Database } from "@/lib/db/client";
import { chooseInstitution } from "@/lib/jobs/import/choose-institution";
import { recordTrainingLog } from "@/lib/services/training-logs/record-training-log";
import { readTrainLog, TrainLogError } from "./read-train-log";

type ImportTrainLogOptions = {
  readonly model: string;
  /** By which checkpoints name the training; null: as the log's folder is called. */
  readonly name: string | null;
  readonly institution: string | null;
  readonly now: Date;
};

type ImportedTrainLog = {
  readonly training: string;
  /** How many were logged, and which was the last. */
  readonly steps: number;
  readonly last: number;
  readonly rewards: readonly string[];
  readonly changed: boolean;
};

/**
 * Brings a trainer's log into the database, for the pages of the runs that were made with the training's checkpoints. Again, it
 * replaces what was there of that training.
 *
 * @throws TrainLogError, ImportError with a sentence for people
 */
export async function importTrainLog(
  db: Database,
  from: string,
  options: ImportTrainLogOptions,
): Promise<ImportedTrainLog> {
  const institutionId = await institutionOf(db, options.institution);
  const { file, curves, planned } = await readTrainLog(from);
  const name = options.name ?? folderOf(file);
  const recorded = await recordTrainingLog(
    { db, now: options.now, actor: SYSTEM },
    { institutionId, model: options.model, name, planned, curves },
  );
  if (!recorded.ok) throw new TrainLogError(recorded.failure.detail);
  return {
    training: name,
    steps: curves.steps.length,
    last: curves.steps.at(-1)!,
    rewards: Object.keys(curves.rewards),
    changed: recorded.value.changed,
  };
}

/** @throws TrainLogError where there is none, ImportError where it can't be told which */
export async function institutionOf(db: Database, named: string | null): Promise<string> {
  const institutionId = await chooseInstitution(db, named);
  if (institutionId === null) {
    throw new TrainLogError("There is no institution yet: calot user add --institution makes one.");
  }
  return institutionId;
}

/** The training's folder: a checkpoint's lies in it. */
function folderOf(file: string): string {
  const folder = path.dirname(path.resolve(file));
  const isCheckpoint = /^checkpoint-\d+$/.test(path.basename(folder));
  const name = path.basename(isCheckpoint ? path.dirname(folder) : folder);
  if (name === "") throw new TrainLogError("Say by --name what the training is called.");
  return name;
}
