import path from "node:path";
import type { Database } from "@/lib/db/client";
import { EvaluationError, findDataset } from "@/lib/jobs/evaluate/load-references";
import { bundleSource } from "@/lib/jobs/train-export/bundle-source";
import { databaseSource } from "@/lib/jobs/train-export/database-source";
import { type Source, TrainExportError } from "@/lib/jobs/train-export/source";
import type { Conversation } from "@/lib/jobs/train-export/training-row";
import {
  type TrainingFiles,
  type TrainingManifest,
  trainingFiles,
  writeTrainingSet,
} from "@/lib/jobs/train-export/write-training-set";
import { BundleError } from "@/lib/resgo/list-files";
import { StorageError } from "@/lib/storage/frame-storage";
import { openFrames } from "@/lib/storage/open-storage";
import { VlmError } from "@/lib/vlm/errors";
import { loadPrompt } from "@/lib/vlm/prompts/load-prompt";
import { CommandError } from "@/tooling/command-error";
import { type Progress, startProgress } from "@/tooling/progress";
import { withDatabase } from "./database";
import { makeNamedFolder } from "./make-named-folder";
import { describeProblems } from "./problems";
import { printable } from "./table";

export type RowOptions = {
  readonly out: string;
  readonly reference?: readonly string[];
  readonly dataset?: readonly string[];
  readonly institution?: string;
  readonly stage: "1" | "2";
  readonly prompt: string;
  readonly singleTurn?: true;
  /** False with --no-definition. */
  readonly definition: boolean;
};

/** Writes the rows of bundles or of the database's datasets, and says what was written and what was left out. */
export async function exportRows(options: RowOptions): Promise<void> {
  refuseContradictions(options);
  const progress = startProgress();
  try {
    const conversation: Conversation = {
      stage: options.stage === "1" ? 1 : 2,
      prompt: loadPrompt(options.prompt),
      singleTurn: options.singleTurn ?? false,
      withDefinition: options.definition,
    };
    const files = trainingFiles(options.out);
    await makeNamedFolder(path.dirname(files.rows));
    const write = (sources: readonly Source[]) =>
      writeTrainingSet(sources, files, conversation, progress.update);
    const manifest =
      options.reference === undefined
        ? await withDatabase(async (db) => write(await ofDatabase(db, options, conversation)))
        : await write(await ofBundles(options.reference, conversation, progress));
    progress.end();
    process.stdout.write(toldOf(manifest, files));
  } catch (cause) {
    progress.end();
    throw asCommandError(cause, options.out);
  }
}

function refuseContradictions({
  reference,
  dataset,
  institution,
  stage,
  singleTurn,
  definition,
}: RowOptions): void {
  if (reference !== undefined && (dataset !== undefined || institution !== undefined)) {
    throw new CommandError("The cases are those of --reference or those of the database, not both.");
  }
  const twice = [reference?.map((folder) => path.resolve(folder)), dataset].find(
    (names) => names && new Set(names).size < names.length,
  );
  if (twice) throw new CommandError("The same cases were named twice.");
  if (stage === "1" && (singleTurn || !definition)) {
    throw new CommandError(
      "Stage 1 asks for the phase alone: --single-turn and --no-definition are of stage 2.",
    );
  }
}

async function ofBundles(
  folders: readonly string[],
  { stage }: Conversation,
  progress: Progress,
): Promise<Source[]> {
  const sources: Source[] = [];
  for (const folder of folders) {
    sources.push(await bundleSource(folder, stage, (done, total) => progress.update("reading", done, total)));
  }
  return sources;
}

async function ofDatabase(
  db: Database,
  { dataset, institution }: RowOptions,
  { stage }: Conversation,
): Promise<Source[]> {
  const [storage, now] = [openFrames(), new Date()];
  const sources: Source[] = [];
  for (const name of dataset ?? [undefined]) {
    const { id } = await findDataset(db, { dataset: name, institution }, []);
    sources.push(await databaseSource(db, storage, id, stage, now));
  }
  return sources;
}

function toldOf(manifest: TrainingManifest, files: TrainingFiles): string {
  const { rows, videos, leftOut, sharing } = manifest;
  const lines = [
    `${counted(rows, "case")} of ${counted(videos.length, "video")} in ${files.rows}; what they are stands in ${files.manifest}.`,
    leftOut.noSplit > 0 && `In no split, and left out: ${counted(leftOut.noSplit, "case")}.`,
    leftOut.notPublished > 0 &&
      `Not published, retired or removed, and left out: ${counted(leftOut.notPublished, "case")}.`,
    leftOut.heldBack > 0 &&
      `Held back by an assignment whose results are not told, and left out: ${counted(leftOut.heldBack, "case")}.`,
    leftOut.incomplete > 0 && `Incomplete, and left out: ${counted(leftOut.incomplete, "case")}.`,
    !sharing && `Its terms forbid to hand it on: ${files.terms} says so.`,
  ];
  return lines.flatMap((line) => (line ? [`${printable(line)}\n`] : [])).join("");
}

const counted = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? "" : "s"}`;

const EXPECTED = [TrainExportError, EvaluationError, BundleError, StorageError, VlmError];
const UNWRITABLE = /^(?:ENOENT|EACCES|EPERM|EROFS|EISDIR|ENOTDIR|ENAMETOOLONG|ENOSPC|EDQUOT)$/;

function asCommandError(cause: unknown, out: string): unknown {
  if (cause instanceof TrainExportError && cause.problems.length > 0) {
    process.stderr.write(describeProblems(cause.problems));
  }
  if (EXPECTED.some((kind) => cause instanceof kind)) {
    return new CommandError(printable(`${(cause as Error).message} No rows were written.`));
  }
  const { code, message } = cause as NodeJS.ErrnoException;
  if (UNWRITABLE.test(code ?? "")) return new CommandError(printable(`${out} can’t be written: ${message}.`));
  return cause;
}
