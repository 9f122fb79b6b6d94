import type { z } from "zod";
import type { Database } from "@/lib/db/client";
import { plainName } from "@/lib/domain/text/plain-text";
import type { recordingOptionsSchema } from "@/lib/domain/uploads/new-upload";
import { type RecordingManifest, recordingManifestSchema } from "@/lib/domain/uploads/recording-manifest";
import { t } from "@/lib/language/t";
import type { FrameStorage } from "@/lib/storage/frame-storage";
import type { ImportReport } from "../import/report";
import { cutStream } from "./cut-stream";
import { type DraftFrame, type DraftsJob, importDrafts } from "./import-drafts";

/**
 * Makes draft cases of what was kept of a recording: its frames with their times, phases and clips.
 *
 * @throws BundleError when the stream is not what it should be
 */
export async function importRecording(
  db: Database,
  storage: FrameStorage,
  job: DraftsJob,
  options: z.infer<typeof recordingOptionsSchema>,
): Promise<ImportReport> {
  const files = await cutStream(job, recordingManifestSchema, filesOf);
  const frames = files.flatMap(({ file, frame, of }, index): DraftFrame[] => {
    if (of === "clip") return [];
    const { clip } = frame;
    const name = t`frame ${frame.frame}`;
    const its = clip && {
      file: files[index + 1]!.file,
      name: t`the clip of frame ${frame.frame}`,
      durationUs: clip.durationUs,
    };
    return [{ file, name, frame: frame.frame, phase: frame.phase, timeUs: frame.timeUs, clip: its }];
  });
  const video = plainName(options.video);
  return importDrafts(db, storage, job, { video, split: options.split, frames, refused: [], problems: [] });
}

/** Each frame's picture, and after it its clip, if there is one. */
const filesOf = ({ frames }: RecordingManifest) =>
  frames.flatMap((frame) => [
    { bytes: frame.bytes, frame, of: "picture" as const },
    ...(frame.clip ? [{ bytes: frame.clip.bytes, frame, of: "clip" as const }] : []),
  ]);
