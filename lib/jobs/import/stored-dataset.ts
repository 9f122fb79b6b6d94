import type { Database } from "@/lib/db/client";
import { bigint, boolean, integer, nullable, text, uuid } from "@/lib/db/columns";
import { type RowOf, statement } from "@/lib/db/statement";
import { frameKey } from "@/lib/resgo/layout";
import { nameKey } from "@/lib/resgo/plain-text";
import type { Split } from "@/lib/resgo/splits";
import { clipOfCase } from "@/lib/sql/cases";
import { boxes, noGoRegions, phase, publication } from "@/lib/sql/types";

export type Publication = "draft" | "published";

const storedCases = statement({
  name: "stored-cases",
  params: { datasetId: uuid },
  row: {
    video: text,
    frame: integer,
    id: uuid,
    publication,
    /** The highest of its versions. */
    number: integer,
    phase: nullable(phase),
    boxes,
    noGo: noGoRegions,
    location: text,
    exposure: text,
    nextAction: text,
    criticalRisk: text,
    sha256: text,
    width: integer,
    height: integer,
    timeUs: nullable(bigint),
    clipSha256: nullable(text),
    /** Whether its picture was removed for good. */
    removed: boolean,
  },
  sql: `SELECT vi.name AS video, c.frame_number AS frame, c.id, c.publication,
      (SELECT max(w.number) FROM case_version w WHERE w.case_id = c.id) AS number,
      v.phase, v.boxes, v.no_go AS "noGo", v.location, v.exposure, v.next_action AS "nextAction", v.critical_risk AS "criticalRisk",
      f.sha256, f.width, f.height, c.time_us AS "timeUs", k.sha256 AS "clipSha256",
      f.removed_at IS NOT NULL AS removed
    FROM video vi
    JOIN "case" c ON c.video_id = vi.id
    JOIN case_version v ON v.id = c.current_version_id
    JOIN frame f ON f.id = v.frame_id
    ${clipOfCase}
    WHERE vi.dataset_id = $datasetId`,
});

/** A case as the database has it, with its current version. */
export type StoredCase = RowOf<typeof storedCases>;

type StoredVideo = { readonly id: string; readonly name: string; readonly split: Split | null };

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

/** Loads a dataset of an institution; an empty one where there is none of that name. */
export async function loadDataset(db: Database, institutionId: string, name: string): Promise<StoredDataset> {
  const dataset = await db.prisma.dataset.findUnique({
    where: { institutionId_name: { institutionId, name } },
    select: { id: true, publication: true, videos: { select: { id: true, name: true, split: true } } },
  });
  if (!dataset) return NO_DATASET;
  const cases = await db.all(storedCases, { datasetId: dataset.id });
  return {
    id: dataset.id,
    publication: dataset.publication,
    videos: new Map(dataset.videos.map((video) => [nameKey(video.name), video])),
    cases: new Map(cases.map((stored) => [frameKey(stored), stored])),
  };
}
