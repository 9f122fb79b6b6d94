import type pg from "pg";
import type { Database } from "@/lib/db/client";

/** Runs statements in one transaction: all of them, or none. */
export async function inTransaction<T>(
  db: Database,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await db.pool.connect();
  let broken: Error | undefined;
  try {
    await client.query("BEGIN");
    const result = await work(client);
    await client.query("COMMIT");
    return result;
  } catch (cause) {
    await client.query("ROLLBACK").catch((error: Error) => {
      broken = error;
    });
    throw cause;
  } finally {
    // A connection that can't even roll back must not be used again.
    client.release(broken);
  }
}

/** Writes the audit row of an import into the transaction of what it tells of. */
export async function audit(
  client: pg.PoolClient,
  at: Date,
  institutionId: string,
  datasetId: string,
  detail: Readonly<Record<string, unknown>>,
): Promise<void> {
  await client.query(
    `INSERT INTO audit_event (at, institution_id, action, subject_id, detail)
     VALUES ($1, $2, 'dataset.import', $3, $4)`,
    [at, institutionId, datasetId, JSON.stringify(detail)],
  );
}
