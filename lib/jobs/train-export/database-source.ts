import type { Database } from "@/lib/db/client";
import { boolean, integer, nullable, text, timestamp, uuid } from "@/lib/db/columns";
import { type RowOf, statement } from "@/lib/db/statement";
import { BundleError } from "@/lib/resgo/list-files";
import { boxes, phase, split } from "@/lib/sql/types";
import { rationaleRow, toRationale } from "@/lib/sql/versions";
import { heldBack } from "@/lib/sql/visibility";
import { type FrameStorage, StorageDamagedError } from "@/lib/storage/frame-storage";
import { ladder } from "@/lib/storage/ladder";
import { prepareImage } from "../predict/prepare-image";
import { AS_IT_IS } from "../predict/sent-size";
import type { LeftOut, Source, TestFrame, TrainingCase } from "./source";
import type { Stage } from "./training-row";

const frameRow = { video: text, frame: integer, sha256: text, width: integer, format: text };

const casesToLearn = statement({
  name: "cases-to-learn",
  params: { datasetId: uuid, now: timestamp },
  row: {
    ...rationaleRow,
    ...frameRow,
    split: nullable(split),
    height: integer,
    phase: nullable(phase),
    boxes,
    published: boolean,
    held_back: boolean,
  },
  sql: `SELECT vi.name AS video, c.frame_number AS frame, vi.split, f.sha256, f.width, f.height, f.format,
      v.phase, v.boxes, v.location, v.exposure, v.next_action, v.critical_risk,
      (d.publication = 'published' AND c.publication = 'published' AND c.retired_at IS NULL
        AND f.removed_at IS NULL) AS published,
      ${heldBack("c.id", "d.institution_id", "$now")} AS held_back
    FROM video vi
    JOIN dataset d ON d.id = vi.dataset_id
    JOIN "case" c ON c.video_id = vi.id
    JOIN case_version v ON v.id = c.current_version_id
    JOIN frame f ON f.id = v.frame_id
    WHERE vi.dataset_id = $datasetId`,
});

/** What an institution tests readers on, whether it is published or not. */
const framesToTest = statement({
  name: "frames-to-test",
  params: { datasetId: uuid },
  row: { ...frameRow, dataset: text, removed: boolean },
  sql: `SELECT DISTINCT other.name AS dataset, vi.name AS video, c.frame_number AS frame, f.sha256, f.width, f.format,
      f.removed_at IS NOT NULL AS removed
    FROM dataset d
    JOIN dataset other ON other.institution_id = d.institution_id
    JOIN video vi ON vi.dataset_id = other.id AND vi.split = 'test'
    JOIN "case" c ON c.video_id = vi.id
    JOIN case_version v ON v.case_id = c.id
    JOIN frame f ON f.id = v.frame_id
    WHERE d.id = $datasetId`,
});

type CaseRow = RowOf<typeof casesToLearn>;

/**
 * A dataset of the database: its published cases, by the current version of their references, without those that an
 * assignment holds back whose results are not told. What is tested on are the frames of its institution's datasets that are
 * in test, and were: each version's picture.
 */
export async function databaseSource(
  db: Database,
  storage: FrameStorage,
  datasetId: string,
  stage: Stage,
  now: Date,
): Promise<Source> {
  const dataset = await db.prisma.dataset.findUniqueOrThrow({ where: { id: datasetId } });
  const { name, version, licence, citation, notice, sharing } = dataset;
  const rows = await db.all(casesToLearn, { datasetId, now });
  const frames = await db.all(framesToTest, { datasetId });
  const videos = await db.prisma.video.findMany({
    where: { datasetId, split: "test" },
    select: { name: true },
  });
  const leftOut: Record<keyof LeftOut, number> = {
    test: 0,
    noSplit: 0,
    notPublished: 0,
    heldBack: 0,
    incomplete: 0,
  };
  const cases = rows.flatMap((row): TrainingCase[] => {
    const why = whyLeftOut(row, stage);
    if (why !== null || row.phase === null) {
      leftOut[why ?? "incomplete"] += 1;
      return [];
    }
    const { video, frame, width, height, phase, boxes, sha256 } = row;
    return [
      {
        ...{ dataset: name, video, frame, width, height, phase, boxes, sha256 },
        rationale: toRationale(row),
        look: () => lookAtStored(storage, row),
        shownAs: {
          kind: "written",
          make: async () => prepareImage(await readOriginal(storage, row), row, AS_IT_IS),
        },
      },
    ];
  });
  return {
    from: "database",
    terms: { name, version, licence, citation, notice, sharing },
    cases,
    testVideos: videos.map((video) => video.name),
    testFrames: frames.map(
      ({ removed, ...row }): TestFrame => ({
        ...{ dataset: row.dataset, video: row.video, frame: row.frame, sha256: row.sha256 },
        look: async () => (removed ? null : lookAtStored(storage, row)),
      }),
    ),
    leftOut,
  };
}

function whyLeftOut(row: CaseRow, stage: Stage): keyof LeftOut | null {
  if (row.split === "test") return "test";
  if (row.split === null) return "noSplit";
  if (!row.published) return "notPublished";
  if (row.held_back) return "heldBack";
  return row.phase === null || (stage === 2 && row.boxes.length === 0) ? "incomplete" : null;
}

type StoredFrame = Pick<CaseRow, keyof typeof frameRow>;

/** The smallest picture that is served of a frame, or its original where none is. */
async function lookAtStored(storage: FrameStorage, frame: StoredFrame): Promise<Uint8Array> {
  const served = await storage.readRendition(frame.sha256, ladder(frame.width)[0]!);
  return served?.body ?? readOriginal(storage, frame);
}

async function readOriginal(storage: FrameStorage, { sha256, format }: StoredFrame): Promise<Buffer> {
  const original = await storage.readOriginal(sha256, format).catch((cause: unknown) => {
    if (!(cause instanceof StorageDamagedError)) throw cause;
    throw new BundleError("Its picture in the storage is damaged.");
  });
  if (!original) throw new BundleError("Its picture is not in the storage.");
  return original;
}
