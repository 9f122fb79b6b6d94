import type { Database } from "@/lib/db/client";
import { integer, nullable, text, uuid } from "@/lib/db/columns";
import { statement } from "@/lib/db/statement";
import { BundleError } from "@/lib/resgo/list-files";
import type { Split } from "@/lib/resgo/splits";
import { phase, split } from "@/lib/sql/types";
import { type FrameStorage, StorageDamagedError } from "@/lib/storage/frame-storage";
import { selectSplit } from "./selection";
import type { Task } from "./task";

const framesToRead = statement({
  name: "frames-to-read",
  params: { datasetId: uuid },
  row: {
    case_id: uuid,
    video: text,
    split: nullable(split),
    frame: integer,
    phase: nullable(phase),
    sha256: text,
    width: integer,
    height: integer,
    format: text,
    bytes: integer,
  },
  sql: `SELECT c.id AS case_id, vi.name AS video, vi.split, c.frame_number AS frame, v.phase,
      f.sha256, f.width, f.height, f.format, f.bytes
    FROM video vi
    JOIN "case" c ON c.video_id = vi.id
    JOIN case_version v ON v.id = c.current_version_id
    JOIN frame f ON f.id = v.frame_id
    WHERE vi.dataset_id = $datasetId AND f.removed_at IS NULL
    ORDER BY vi.name COLLATE "C", c.frame_number`,
});

/** The cases of a dataset, or of one split of it, drafts included, in the order of their videos and frames. */
export async function datasetTasks(
  db: Database,
  storage: FrameStorage,
  datasetId: string,
  of: Split | null,
): Promise<Task[]> {
  const rows = await db.all(framesToRead, { datasetId });
  return selectSplit(rows, { split: of, limit: null }).map(
    ({ case_id, phase, split: _, format, ...frame }) => ({
      ...frame,
      caseId: case_id,
      referencePhase: phase,
      load: async () => {
        const original = await storage.readOriginal(frame.sha256, format).catch((cause: unknown) => {
          if (!(cause instanceof StorageDamagedError)) throw cause;
          throw new BundleError("Its picture in the storage is damaged.");
        });
        if (!original) throw new BundleError("Its picture is not in the storage.");
        return original;
      },
    }),
  );
}
