import type { Database } from "../../db/client";
import { text, uuid, uuids } from "../../db/columns";
import { type RowOf, statement } from "../../db/statement";

/** Changes whenever the rows do that something was computed from. */
type Stamps = ReadonlyMap<string, string>;

// A row's xmin is the transaction that wrote it as it is: with their number, the sum tells every change, for less
// than the rows themselves would cost. Versions of cases are never changed, and frames neither.
const datasetStamps = statement({
  name: "dataset-stamps",
  params: { datasetIds: uuids },
  row: { id: uuid, stamp: text },
  sql: `SELECT vi.dataset_id AS id,
      count(*) || ' ' || sum(c.xmin::text::bigint) || ' ' || sum(vi.xmin::text::bigint) AS stamp
    FROM "case" c JOIN video vi ON vi.id = c.video_id WHERE vi.dataset_id = ANY($datasetIds)
    GROUP BY vi.dataset_id`,
});

const runStamps = statement({
  name: "run-stamps",
  params: { runIds: uuids },
  row: { id: uuid, stamp: text },
  sql: `SELECT run_id AS id, count(*) || ' ' || sum(xmin::text::bigint) AS stamp
    FROM prediction WHERE run_id = ANY($runIds) GROUP BY run_id`,
});

const toStamps = (rows: readonly RowOf<typeof runStamps>[]): Stamps =>
  new Map(rows.map(({ id, stamp }) => [id, stamp]));

/** A stamp of each dataset's cases; none of one without cases. */
export async function loadDatasetStamps(db: Database, datasetIds: readonly string[]): Promise<Stamps> {
  return toStamps(await db.all(datasetStamps, { datasetIds }));
}

/** A stamp of each run's predictions; none of one without. */
export async function loadRunStamps(db: Database, runIds: readonly string[]): Promise<Stamps> {
  return toStamps(await db.all(runStamps, { runIds }));
}
