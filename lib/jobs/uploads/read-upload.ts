import { rm } from "node:fs/promises";
import { findUser } from "@/lib/auth/actor";
import type { Database } from "@/lib/db/client";
import { isDiskFull } from "@/lib/db/errors";
import { chosenMap } from "@/lib/domain/sources/ready-maps";
import { plainName } from "@/lib/domain/text/plain-text";
import {
  bundleOptionsSchema,
  framesOptionsSchema,
  recordingOptionsSchema,
} from "@/lib/domain/uploads/new-upload";
import type { UploadReport } from "@/lib/domain/uploads/views";
import { t } from "@/lib/language/t";
import { BundleError } from "@/lib/resgo/list-files";
import { whyNotBundle } from "@/lib/services/uploads/why-not-bundle";
import { unpackSet } from "@/lib/sources/unpack-set";
import { type FrameStorage, StorageError, StorageFullError } from "@/lib/storage/frame-storage";
import type { UploadSpool } from "@/lib/storage/upload-spool";
import { importBundle } from "../import/import-bundle";
import { ImportError, type ImportReport } from "../import/report";
import type { Claim } from "./claim-upload";
import { importFrames } from "./import-frames";
import { importRecording } from "./import-recording";

/** The process that reads uploads has little memory, on machines of any number of processors. */
const PICTURES_AT_ONCE = 6;
/** The most problems that a report keeps. */
const MOST_PROBLEMS = 2_000;

export type Reading = {
  readonly claim: Claim;
  readonly now: Date;
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, total: number) => void;
};

/**
 * Reads an upload into its dataset. Begun again, it goes on where it was.
 *
 * @throws BundleError, ImportError or StorageError with a sentence for people when it can't be read
 */
export async function readUpload(
  db: Database,
  storage: FrameStorage,
  spool: UploadSpool,
  { claim, now, signal, onProgress }: Reading,
): Promise<UploadReport> {
  const { file, folder } = await spool.atHand(claim.id, Number(claim.bytes));
  // A process that died may have left unpacked files.
  await rm(folder, { recursive: true, force: true });
  const { institutionId, authorId, datasetName } = claim;
  const ids = { importId: claim.id, institutionId, authorId };
  const job = { ...ids, datasetName, file, folder, now, signal, onProgress };
  if (claim.kind === "frames") {
    const options = framesOptionsSchema.parse(claim.options);
    return toReport(await importFrames(db, storage, job, options));
  }
  if (claim.kind === "recording") {
    const options = recordingOptionsSchema.parse(claim.options);
    return toReport(await importRecording(db, storage, job, options));
  }
  const { open, encoding, map, frameRate, licence, citation } = bundleOptionsSchema.parse(claim.options);
  await checkAuthor(db, claim, open);
  const { root, problems } = await unpackSet(file, folder, { encoding, signal, onProgress });
  const report = await importBundle(db, storage, root, {
    ...ids,
    dataset: datasetName,
    draft: !open,
    allowIncomplete: true,
    encoding,
    map: chosenMap(map, frameRate),
    terms: { ...(licence && { licence }), ...(citation && { citation }) },
    picturesAtOnce: PICTURES_AT_ONCE,
    now,
    onProgress: (_stage, done, total) => {
      // The importer ends between two pictures, with whole cases.
      signal.throwIfAborted();
      onProgress(done, total);
    },
  });
  return toReport({ ...report, problems: [...problems, ...report.problems] });
}

/** The sentence for whoever sent an upload that can't be read; null where the fault is ours. */
export function refusalOf(cause: unknown): string | null {
  if (cause instanceof BundleError && cause.file) return `${cause.file}: ${cause.message}`;
  if (isDiskFull(cause)) return new StorageFullError().message;
  const told = cause instanceof BundleError || cause instanceof ImportError || cause instanceof StorageError;
  return told ? cause.message : null;
}

/** Checked again: since it was announced, the dataset may have been opened, or its sender's account closed. */
async function checkAuthor(db: Database, claim: Claim, open: boolean): Promise<void> {
  const author = await findUser(db, claim.authorId);
  if (!author) throw new ImportError(t`The account of whoever sent it is closed. Nothing of it was read.`);
  const refusal = await whyNotBundle(db, author, plainName(claim.datasetName), open);
  if (refusal) throw new ImportError(refusal.detail);
}

function toReport(report: ImportReport): UploadReport {
  return {
    dataset: report.dataset,
    videos: report.videos.length,
    new: report.new,
    changed: report.changed,
    unchanged: report.unchanged,
    refused: report.refused,
    drafts: report.drafts,
    problems: report.problems.slice(0, MOST_PROBLEMS),
    problemCount: report.problems.length,
    byVideo: [...report.videos],
  };
}
