import type { z } from "zod";
import type { Database } from "@/lib/db/client";
import { plainName } from "@/lib/domain/text/plain-text";
import { framesManifestSchema } from "@/lib/domain/uploads/manifest";
import type { framesOptionsSchema } from "@/lib/domain/uploads/new-upload";
import type { FrameStorage } from "@/lib/storage/frame-storage";
import type { ImportReport } from "../import/report";
import { cutStream } from "./cut-stream";
import { type DraftsJob, importDrafts } from "./import-drafts";
import { numberFrames } from "./number-frames";

/**
 * Makes draft cases of uploaded pictures, numbered by their names or in their order.
 *
 * @throws BundleError when the stream is not what it should be
 */
export async function importFrames(
  db: Database,
  storage: FrameStorage,
  job: DraftsJob,
  options: z.infer<typeof framesOptionsSchema>,
): Promise<ImportReport> {
  const files = await cutStream(job, framesManifestSchema, (manifest) => manifest);
  const video = plainName(options.video);
  const named = files.map(({ file, name }) => ({ file, name: name.split(/[\\/]/).at(-1)! }));
  const { frames, refused, problems } = numberFrames(named, options.firstNumber, video);
  const pictures = frames.map((frame) => ({ ...frame, phase: null, timeUs: null, clip: null }));
  return importDrafts(db, storage, job, { video, split: options.split, frames: pictures, refused, problems });
}
