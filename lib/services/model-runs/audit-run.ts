import type pg from "pg";
import type { AuditAction } from "../../domain/audit/actions";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";

/** Writes an audit row about a run into the transaction of what it tells of. */
export async function auditRun(
  ctx: Context,
  client: pg.ClientBase,
  runId: string,
  action: Extract<AuditAction, `model-run.${string}`>,
  detail: Readonly<Record<string, unknown>>,
): Promise<void> {
  const { rows } = await client.query<{ institution_id: string }>(
    "SELECT d.institution_id FROM model_run r JOIN dataset d ON d.id = r.dataset_id WHERE r.id = $1",
    [runId],
  );
  await writeAudit(
    client,
    ctx,
    rows.map((row) => ({ action, subject: runId, detail, institutionId: row.institution_id })),
  );
}
