import type { Database } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import type { DatasetInfo } from "@/lib/resgo/dataset-info";
import { nameKey } from "@/lib/resgo/plain-text";
import type { Split } from "@/lib/resgo/splits";
import { audit } from "./audit";
import type { StoredDataset } from "./stored-dataset";
import type { Target } from "./write-cases";

/** The videos that an import has cases of, with their splits. */
export type VideoPlan = { readonly name: string; readonly split: Split | null };

/**
 * Makes the dataset where there is none (a draft, until it is whole), its videos, and what `dataset.json` says of
 * it. What the bundle doesn't say, of a split too, stays as it is.
 */
export function prepareDataset(
  db: Database,
  institutionId: string,
  name: string,
  stored: StoredDataset,
  info: DatasetInfo,
  videos: readonly VideoPlan[],
  now: Date,
): Promise<Target> {
  return inTransaction(db, async (client) => {
    const { rows: made } = await client.query<{ id: string }>(
      `INSERT INTO dataset (institution_id, name) VALUES ($1, $2)
       ON CONFLICT (institution_id, name) DO NOTHING RETURNING id`,
      [institutionId, name],
    );
    const datasetId = made[0]?.id ?? stored.id;
    if (!datasetId) throw new Error("The dataset was neither there nor made.");
    const described = await client.query(
      `UPDATE dataset d SET version = n.version, licence = n.licence, citation = n.citation,
         description = n.description, notice = n.notice
       FROM (
         SELECT coalesce($2, version) AS version, coalesce($3, licence) AS licence,
           coalesce($4, citation) AS citation, coalesce($5, description) AS description,
           coalesce($6, notice) AS notice
         FROM dataset WHERE id = $1
       ) n
       WHERE d.id = $1 AND (d.version, d.licence, d.citation, d.description, d.notice) IS DISTINCT FROM
         (n.version, n.licence, n.citation, n.description, n.notice)`,
      [datasetId, info.version, info.licence, info.citation, info.description, info.notice],
    );
    const missing = videos.filter((video) => !stored.videos.has(nameKey(video.name)));
    const { rows: added } = await client.query<{ id: string; name: string }>(
      `INSERT INTO video (dataset_id, name, split)
       SELECT $1, * FROM unnest($2::text[], $3::split[]) RETURNING id, name`,
      [datasetId, missing.map((video) => video.name), missing.map((video) => video.split)],
    );
    const moved = videos.flatMap((video) => {
      const before = stored.videos.get(nameKey(video.name));
      return before && video.split !== null && before.split !== video.split
        ? [{ id: before.id, split: video.split }]
        : [];
    });
    await client.query(
      `UPDATE video v SET split = u.split FROM unnest($1::uuid[], $2::split[]) AS u (id, split) WHERE v.id = u.id`,
      [moved.map(({ id }) => id), moved.map(({ split }) => split)],
    );
    if (made.length + added.length + moved.length + (described.rowCount ?? 0) > 0) {
      const detail = {
        made: made.length > 0,
        described: described.rowCount === 1,
        videos: added.length,
        splits: moved.length,
      };
      await audit(client, now, institutionId, datasetId, detail);
    }
    const all = [...stored.videos.values(), ...added];
    return {
      institutionId,
      datasetId,
      videoIds: new Map(all.map((video) => [nameKey(video.name), video.id])),
    };
  });
}

/** Opens a dataset to practice, once it has cases. */
export async function publishDataset(
  db: Database,
  { institutionId, datasetId }: Target,
  now: Date,
): Promise<void> {
  await inTransaction(db, async (client) => {
    const published = await client.query(
      `UPDATE dataset d SET publication = 'published' WHERE d.id = $1 AND d.publication = 'draft'
       AND EXISTS (SELECT 1 FROM "case" c JOIN video v ON v.id = c.video_id WHERE v.dataset_id = d.id)`,
      [datasetId],
    );
    if (published.rowCount) await audit(client, now, institutionId, datasetId, { published: true });
  });
}
