import type { Database } from "@/lib/db/client";
import { boolean, nullable, records, text, uuid } from "@/lib/db/columns";
import { statement } from "@/lib/db/statement";
import { inTransaction } from "@/lib/db/transaction";
import type { DatasetInfo } from "@/lib/resgo/dataset-info";
import { nameKey } from "@/lib/resgo/plain-text";
import type { Split } from "@/lib/resgo/splits";
import { publication } from "@/lib/sql/types";
import { audit } from "./audit";
import { type ImportChange, recordChanges } from "./record-changes";
import type { StoredDataset } from "./stored-dataset";
import type { Target } from "./write-cases";

/** The videos that an import has cases of, with their splits. */
type VideoPlan = { readonly name: string; readonly split: Split | null };

const insertDataset = statement({
  name: "insert-dataset",
  params: { institutionId: uuid, name: text },
  row: { id: uuid },
  sql: `INSERT INTO dataset (institution_id, name) VALUES ($institutionId, $name)
    ON CONFLICT (institution_id, name) DO NOTHING RETURNING id`,
});

const datasetAsItIs = statement({
  name: "dataset-as-it-is",
  params: { datasetId: uuid },
  row: {
    version: nullable(text),
    licence: nullable(text),
    citation: nullable(text),
    description: nullable(text),
    notice: nullable(text),
    sharing: boolean,
    publication,
  },
  sql: `SELECT version, licence, citation, description, notice, sharing, publication FROM dataset WHERE id = $datasetId`,
});

const describeDataset = statement({
  name: "describe-dataset",
  params: {
    datasetId: uuid,
    version: nullable(text),
    licence: nullable(text),
    citation: nullable(text),
    description: nullable(text),
    notice: nullable(text),
    sharing: nullable(boolean),
  },
  sql: `UPDATE dataset d SET version = n.version, licence = n.licence, citation = n.citation,
      description = n.description, notice = n.notice, sharing = n.sharing
    FROM (
      SELECT coalesce($version, version) AS version, coalesce($licence, licence) AS licence,
        coalesce($citation, citation) AS citation, coalesce($description, description) AS description,
        coalesce($notice, notice) AS notice, coalesce($sharing, sharing) AS sharing
      FROM dataset WHERE id = $datasetId
    ) n
    WHERE d.id = $datasetId AND (d.version, d.licence, d.citation, d.description, d.notice, d.sharing)
      IS DISTINCT FROM (n.version, n.licence, n.citation, n.description, n.notice, n.sharing)`,
});

const insertVideos = statement({
  name: "insert-videos",
  params: { datasetId: uuid, videos: records },
  row: { id: uuid, name: text },
  sql: `INSERT INTO video (dataset_id, name, split)
    SELECT $datasetId, * FROM jsonb_to_recordset($videos) AS u(name text, split split) RETURNING id, name`,
});

const setSplits = statement({
  name: "set-splits",
  params: { videos: records },
  sql: `UPDATE video v SET split = u.split
    FROM jsonb_to_recordset($videos) AS u(id uuid, split split) WHERE v.id = u.id`,
});

const openDataset = statement({
  name: "open-imported-dataset",
  params: { datasetId: uuid },
  sql: `UPDATE dataset d SET publication = 'published' WHERE d.id = $datasetId AND d.publication = 'draft'
    AND d.closed_at IS NULL
    AND EXISTS (SELECT 1 FROM "case" c JOIN video v ON v.id = c.video_id WHERE v.dataset_id = d.id)`,
});

const giveFirstDuty = statement({
  name: "give-first-duty",
  params: { datasetId: uuid, userId: uuid },
  sql: `INSERT INTO dataset_duty (dataset_id, user_id, duty)
    SELECT $datasetId, id, 'annotator' FROM "user" WHERE id = $userId AND deactivated_at IS NULL`,
});

export type DatasetPlan = {
  readonly importId: string;
  readonly institutionId: string;
  readonly name: string;
  readonly stored: StoredDataset;
  readonly info: DatasetInfo;
  readonly videos: readonly VideoPlan[];
  /** Who sent it from a browser, and may annotate what is made of it; null for a command. */
  readonly authorId: string | null;
  readonly now: Date;
};

/**
 * Makes the dataset where there is none (a draft, until it is whole; who sent it annotates it), its videos, and what
 * `dataset.json` says of it. What the bundle doesn't say, of a split too, stays as it is.
 */
export function prepareDataset(
  db: Database,
  { importId, institutionId, name, stored, info, videos, authorId, now }: DatasetPlan,
): Promise<Target> {
  return inTransaction(db, async (tx) => {
    const made = await tx.find(insertDataset, { institutionId, name });
    const datasetId = made?.id ?? stored.id;
    if (!datasetId) throw new Error("The dataset was neither there nor made.");
    if (made && authorId) await tx.run(giveFirstDuty, { datasetId, userId: authorId });
    const { name: _, ...said } = info;
    const before = made ? null : await tx.get(datasetAsItIs, { datasetId });
    const described = (await tx.run(describeDataset, { datasetId, ...said })) > 0;
    const missing = videos.filter((video) => !stored.videos.has(nameKey(video.name)));
    const added = await tx.all(insertVideos, { datasetId, videos: missing });
    const moved = videos.flatMap((video) => {
      const before = stored.videos.get(nameKey(video.name));
      return before && video.split !== null && before.split !== video.split
        ? [{ id: before.id, split: video.split, before: { split: before.split } }]
        : [];
    });
    await tx.run(setSplits, { videos: moved });
    if (made || described || added.length + moved.length > 0) {
      const detail = {
        made: made !== null,
        described,
        videos: added.length,
        splits: moved.length,
        ...(made && authorId && { annotator: authorId }),
      };
      await audit(tx, now, institutionId, datasetId, detail);
    }
    const changes: ImportChange[] = [
      ...(made || described ? [{ kind: "dataset" as const, subjectId: datasetId, before }] : []),
      ...added.map(({ id }) => ({ kind: "video" as const, subjectId: id, before: null })),
      ...moved.map(({ id, before }) => ({ kind: "video" as const, subjectId: id, before })),
    ];
    await recordChanges(tx, now, { importId, datasetId }, changes);
    const all = [...stored.videos.values(), ...added];
    return {
      importId,
      institutionId,
      datasetId,
      videoIds: new Map(all.map((video) => [nameKey(video.name), video.id])),
    };
  });
}

/** Opens a dataset to practice, once it has cases. One that somebody closed stays closed. */
export async function publishDataset(db: Database, target: Target, now: Date): Promise<void> {
  await inTransaction(db, async (tx) => {
    const { institutionId, datasetId } = target;
    const before = await tx.get(datasetAsItIs, { datasetId });
    if ((await tx.run(openDataset, { datasetId })) === 0) return;
    await recordChanges(tx, now, target, [{ kind: "dataset", subjectId: datasetId, before }]);
    await audit(tx, now, institutionId, datasetId, { published: true });
  });
}
