import { z } from "zod";
import { open, type View } from "../view";
import { UPLOAD_KINDS, uploadStatusSchema } from "./new-upload";

/** The importer's report as it is kept: what `import --json` prints, and the table by video. */
export const uploadReportSchema = z.object({
  dataset: z.string(),
  videos: z.number(),
  new: z.number(),
  changed: z.number(),
  unchanged: z.number(),
  refused: z.number(),
  drafts: z.number(),
  problems: z.array(
    z.object({
      level: z.enum(["error", "warning"]),
      file: z.string().nullable(),
      sheet: z.string().nullable(),
      row: z.number().nullable(),
      column: z.string().nullable(),
      message: z.string(),
    }),
  ),
  /** How many problems there were: the first of them are kept. */
  problemCount: z.number(),
  byVideo: z.array(
    z.object({
      video: z.string(),
      split: z.enum(["train", "test"]).nullable(),
      cases: z.number(),
      new: z.number(),
      changed: z.number(),
      unchanged: z.number(),
      refused: z.number(),
    }),
  ),
});
export type UploadReport = View<typeof uploadReportSchema>;

/** An upload before whoever may see it. */
export const uploadViewSchema = z.object({
  id: z.uuid(),
  kind: z.enum(UPLOAD_KINDS),
  datasetName: z.string(),
  fileName: z.string(),
  author: z.string(),
  /** Whether it is the viewer's own: they may send the rest of it. */
  mine: z.boolean(),
  status: open(uploadStatusSchema),
  /** Bytes that have arrived, of all. */
  received: z.number(),
  bytes: z.number(),
  /** Pictures that are done, while it is read. */
  done: z.number(),
  total: z.number(),
  createdAt: z.string(),
  finishedAt: z.string().nullable(),
  error: z.string().nullable(),
  /** Whether what it brought was taken back. */
  takenBack: z.boolean(),
  report: uploadReportSchema.nullable(),
  /** Whether it changed something that the viewer may take back. */
  mayTakeBack: z.boolean().optional(),
});
export type UploadView = View<typeof uploadViewSchema>;

export type UploadSummary = Omit<UploadView, "report"> & {
  readonly counts: Pick<UploadReport, "new" | "changed" | "unchanged" | "refused" | "drafts"> | null;
};
