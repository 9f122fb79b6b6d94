import type pg from "pg";

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
