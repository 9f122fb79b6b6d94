import { SYSTEM } from "../../auth/actor";
import type { Queryable } from "../../db/queryable";
import { writeAudit } from "../../services/audit/write-audit";

/** Writes the audit row of an import into the transaction of what it tells of. */
export async function audit(
  tx: Queryable,
  now: Date,
  institutionId: string,
  datasetId: string,
  detail: Readonly<Record<string, unknown>>,
): Promise<void> {
  const event = { action: "dataset.import" as const, subject: datasetId, detail, institutionId };
  await writeAudit(tx, { actor: SYSTEM, now }, [event]);
}
