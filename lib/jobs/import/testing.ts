import { mkdtemp } from "node:fs/promises";
import path from "node:path";
import type { Database } from "@/lib/db/client";
import { testDatabase } from "@/lib/db/testing";
import { testFolder, writeSmallBundle } from "@/lib/resgo/testing/bundle-files";
import { folderStorage } from "@/lib/storage/folder-storage";
import { type ImportOptions, importBundle } from "./import-bundle";
import type { ImportReport } from "./report";

/** When the imports of tests take place. */
export const NOW = new Date("2026-01-02T03:04:05Z");

/**
 * A database with one institution, Hospital, an empty storage and the small bundle, fresh for each test of a file,
 * and what imports the one into the others as the dataset D.
 */
export async function importTests() {
  const { beforeEach } = await import("vitest");
  const [db, base] = [await testDatabase(), await testFolder()];
  const place = {
    db,
    folder: "",
    storageFolder: "",
    storage: folderStorage(""),
    run: (options: Partial<ImportOptions> = {}): Promise<ImportReport> =>
      importBundle(db, place.storage, place.folder, { dataset: "D", now: NOW, ...options }),
  };
  beforeEach(async () => {
    await db.pool.query("TRUNCATE institution, model, frame CASCADE");
    await db.prisma.institution.create({ data: { name: "Hospital" } });
    place.storageFolder = await mkdtemp(path.join(base, "storage-"));
    place.storage = folderStorage(place.storageFolder);
    place.folder = await writeSmallBundle(base);
  });
  return place;
}

/** The cases of a report: new, changed, unchanged, refused. */
export function countsOf({ new: made, changed, unchanged, refused }: ImportReport): number[] {
  return [made, changed, unchanged, refused];
}

/** All that an import writes, without the ids and times that differ from one import to the next. */
export async function contentOf(db: Database) {
  const { rows } = await db.pool.query(
    `SELECT d.name AS dataset, d.publication AS open, vi.name AS video, vi.split, c.frame_number AS frame, c.publication,
       v.number, v.phase, v.boxes, v.location, v.exposure, v.next_action, v.critical_risk, f.sha256, f.width, f.height
     FROM "case" c
     JOIN video vi ON vi.id = c.video_id
     JOIN dataset d ON d.id = vi.dataset_id
     LEFT JOIN case_version v ON v.id = c.current_version_id
     LEFT JOIN frame f ON f.id = v.frame_id
     ORDER BY d.name, vi.name, c.frame_number`,
  );
  return rows;
}

/** Where every row stands in its table: it moves when a row is written, even with the same values. */
export async function rowVersions(db: Database): Promise<unknown> {
  const tables = [
    "dataset",
    "video",
    "frame",
    `"case"`,
    "case_version",
    "model",
    "model_run",
    "prediction",
    "audit_event",
  ];
  const found = await Promise.all(
    tables.map(
      async (table) =>
        (await db.pool.query(`SELECT xmin::text, ctid::text FROM ${table} ORDER BY ctid`)).rows,
    ),
  );
  return Object.fromEntries(tables.map((table, index) => [table, found[index]]));
}
