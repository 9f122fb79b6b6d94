import type { Database } from "@/lib/db/client";

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
