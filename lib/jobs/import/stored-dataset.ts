import type { Database } from "@/lib/db/client";
import type { Box } from "@/lib/domain/geometry";
import type { Phase } from "@/lib/domain/phases";
import { type FrameKey, frameKey } from "@/lib/resgo/layout";
import { nameKey } from "@/lib/resgo/plain-text";
import type { Split } from "@/lib/resgo/splits";

export type Publication = "draft" | "published";

/** A case as the database has it, with its current version. */
export type StoredCase = FrameKey & {
  readonly id: string;
  readonly publication: Publication;
  /** The highest number of its versions. */
  readonly number: number;
  readonly phase: Phase | null;
  readonly boxes: readonly Box[];
  readonly location: string;
  readonly exposure: string;
  readonly nextAction: string;
  readonly criticalRisk: string;
  readonly sha256: string;
  readonly width: number;
  readonly height: number;
};

export type StoredVideo = { readonly id: string; readonly name: string; readonly split: Split | null };

/** A dataset as it stands before an import. */
export type StoredDataset = {
  readonly id: string | null;
  readonly publication: Publication;
  /** By the key of the name. */
  readonly videos: ReadonlyMap<string, StoredVideo>;
  /** By the key of the frame. */
  readonly cases: ReadonlyMap<string, StoredCase>;
};

/** What there is before the first import. */
export const NO_DATASET: StoredDataset = {
  id: null,
  publication: "draft",
  videos: new Map(),
  cases: new Map(),
};

const selectCases = {
  name: "import-stored-cases",
  text: `SELECT vi.name AS video, c.frame_number AS frame, c.id, c.publication,
      (SELECT max(w.number) FROM case_version w WHERE w.case_id = c.id) AS number,
      v.phase, v.boxes, v.location, v.exposure, v.next_action AS "nextAction", v.critical_risk AS "criticalRisk",
      f.sha256, f.width, f.height
    FROM video vi
    JOIN "case" c ON c.video_id = vi.id
    JOIN case_version v ON v.id = c.current_version_id
    JOIN frame f ON f.id = v.frame_id
    WHERE vi.dataset_id = $1`,
};

/** Loads a dataset of an institution; an empty one where there is none of that name. */
export async function loadDataset(db: Database, institutionId: string, name: string): Promise<StoredDataset> {
  const dataset = await db.prisma.dataset.findUnique({
    where: { institutionId_name: { institutionId, name } },
    select: { id: true, publication: true, videos: { select: { id: true, name: true, split: true } } },
  });
  if (!dataset) return NO_DATASET;
  const cases = await db.query<StoredCase>(selectCases, [dataset.id]);
  return {
    id: dataset.id,
    publication: dataset.publication,
    videos: new Map(dataset.videos.map((video) => [nameKey(video.name), video])),
    cases: new Map(cases.map((stored) => [frameKey(stored), stored])),
  };
}
