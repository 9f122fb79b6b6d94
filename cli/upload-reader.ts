import path from "node:path";
import { env } from "@/lib/env";
import { readApart } from "@/lib/jobs/uploads/read-apart";
import type { ReadUpload } from "@/lib/jobs/uploads/run-uploads";

/** How long the reading of an upload may be busy with one thing, and how long it may take: a dataset takes minutes. */
const UPLOAD_SILENT_MS = 60_000;
const UPLOAD_READ_WITHIN_MS = 6 * 60 * 60 * 1000;

/** `calot` as this process was started: built, or out of its sources. */
function ownCommand(): readonly string[] {
  const [, started = ""] = process.argv;
  return path.extname(started) === ".ts" ? ["--import", "tsx", started] : [started];
}

/** Reads uploads by `calot read-upload`. */
export const uploadReader = (): ReadUpload =>
  readApart([...ownCommand(), "read-upload"], {
    memoryMb: env().UPLOAD_MEMORY_MB,
    silentMs: UPLOAD_SILENT_MS,
    totalMs: UPLOAD_READ_WITHIN_MS,
  });
