import type { Database } from "@/lib/db/client";
import { records, timestamp, uuid } from "@/lib/db/columns";
import type { Queryable } from "@/lib/db/queryable";
import { statement } from "@/lib/db/statement";

/** What an import made or changed, with what it takes to undo that. */
export type ImportChange = {
  readonly kind: "dataset" | "video" | "case" | "run" | "prediction";
  /** Of a prediction, the run's. */
  readonly subjectId: string;
  /** Of a prediction, the case's. */
  readonly partId?: string;
  /** As it was; null where the import made it. */
  readonly before: object | null;
  readonly after?: object;
};

/** The import that something is written for. */
export type ImportRecord = {
  readonly importId: string;
  readonly datasetId: string;
};

// Written again, it comes after what was imported meanwhile: an upload that goes on where it was.
const insertImport = statement({
  name: "insert-import",
  params: { importId: uuid, datasetId: uuid, now: timestamp },
  sql: `INSERT INTO dataset_import (id, dataset_id, at) VALUES ($importId, $datasetId, $now)
    ON CONFLICT (id) DO UPDATE SET at = least(dataset_import.at, excluded.at), number = excluded.number`,
});

// What was before stays as it was first written down.
const insertChanges = statement({
  name: "insert-import-changes",
  params: { importId: uuid, changes: records },
  sql: `INSERT INTO import_change (import_id, kind, subject_id, part_id, before, after)
    SELECT $importId, u.kind, u."subjectId", coalesce(u."partId", u."subjectId"), u.before, u.after
    FROM jsonb_to_recordset($changes)
      AS u(kind text, "subjectId" uuid, "partId" uuid, before jsonb, after jsonb)
    ON CONFLICT (import_id, kind, subject_id, part_id) DO UPDATE SET after = excluded.after`,
  prepared: false,
});

/** Writes down what an import changes, in the transaction that changes it. */
export async function recordChanges(
  tx: Queryable,
  now: Date,
  { importId, datasetId }: ImportRecord,
  changes: readonly ImportChange[],
): Promise<void> {
  if (changes.length === 0) return;
  await tx.run(insertImport, { importId, datasetId, now });
  await tx.run(insertChanges, { importId, changes });
}

/** The import's id where it changed anything, in this run or in one before it that was cut off; else null. */
export async function changedBy({ prisma }: Database, importId: string): Promise<string | null> {
  const found = await prisma.datasetImport.findUnique({ where: { id: importId }, select: { id: true } });
  return found?.id ?? null;
}
