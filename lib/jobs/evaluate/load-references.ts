import type { Database } from "@/lib/db/client";
import { certain, integer, nullable, text, texts, uuid } from "@/lib/db/columns";
import { statement } from "@/lib/db/statement";
import type { KnownReference } from "@/lib/resgo/match-predictions";
import { nameKey } from "@/lib/resgo/plain-text";
import { listed } from "@/lib/resgo/problem";
import { boxes, noGoRegions, phase, split } from "@/lib/sql/types";
import { rationaleRow, toRationale } from "@/lib/sql/versions";

/** Why there is nothing to measure, as a sentence for people. */
export class EvaluationError extends Error {}

type StoredDataset = { readonly id: string; readonly name: string; readonly institution: string };

export type DatasetChoice = {
  readonly dataset?: string | undefined;
  readonly institution?: string | undefined;
};

const datasets = statement({
  name: "datasets-with-videos",
  row: { id: uuid, name: text, institution: text, videos: texts },
  sql: `SELECT d.id, d.name, i.name AS institution,
      coalesce(array_agg(v.name) FILTER (WHERE v.id IS NOT NULL), '{}') AS videos
    FROM dataset d JOIN institution i ON i.id = d.institution_id LEFT JOIN video v ON v.dataset_id = d.id
    GROUP BY d.id, d.name, i.name ORDER BY d.name, i.name`,
});

/**
 * The dataset asked for; without a name, the one that has all the videos.
 *
 * @throws EvaluationError when there is none, or more than one
 */
export async function findDataset(
  db: Database,
  { dataset, institution }: DatasetChoice,
  videos: readonly string[],
): Promise<StoredDataset> {
  const all = await db.all(datasets);
  const named = all.filter(
    (one) =>
      (dataset === undefined || one.name === dataset) &&
      (institution === undefined || one.institution === institution),
  );
  const fitting = dataset === undefined ? named.filter((one) => holdsAll(one.videos, videos)) : named;
  const [only, ...others] = fitting;
  if (only && others.length === 0) return only;
  const names = listed((only ? fitting : all).map((one) => `${one.name} (${one.institution})`));
  if (only) {
    throw new EvaluationError(
      `Several datasets fit: ${names}. Say which one is meant with --dataset and --institution.`,
    );
  }
  const which = dataset === undefined ? `has all the videos ${listed(videos)}` : `is called “${dataset}”`;
  throw new EvaluationError(`No dataset ${which}.${all.length > 0 ? ` There is: ${names}.` : ""}`);
}

function holdsAll(held: readonly string[], wanted: readonly string[]): boolean {
  const keys = new Set(held.map(nameKey));
  return wanted.every((video) => keys.has(nameKey(video)));
}

const references = statement({
  name: "references-of-dataset",
  params: { datasetId: uuid },
  row: {
    ...rationaleRow,
    video: text,
    frame: integer,
    width: integer,
    height: integer,
    phase: certain(phase),
    boxes,
    no_go: noGoRegions,
    split: nullable(split),
  },
  sql: `SELECT v.name AS video, c.frame_number AS frame, f.width, f.height, r.phase, r.boxes, r.no_go, v.split,
      r.location, r.exposure, r.next_action, r.critical_risk
    FROM "case" c JOIN video v ON v.id = c.video_id JOIN case_version r ON r.id = c.current_version_id
      JOIN frame f ON f.id = r.frame_id
    WHERE v.dataset_id = $datasetId AND r.phase IS NOT NULL AND jsonb_array_length(r.boxes) > 0
    ORDER BY v.name, c.frame_number`,
});

/** The current references of a dataset's cases, drafts that have a phase and boxes included. */
export async function loadReferences(db: Database, dataset: StoredDataset): Promise<KnownReference[]> {
  const rows = await db.all(references, { datasetId: dataset.id });
  return rows.map((row) => ({ ...row, noGo: row.no_go, rationale: toRationale(row), row: null }));
}
