import { uuid } from "../../db/columns";
import type { Queryable } from "../../db/queryable";
import { statement } from "../../db/statement";
import type { AuditAction } from "../../domain/audit/actions";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";

const institutionOfRun = statement({
  name: "institution-of-run",
  params: { runId: uuid },
  row: { institution_id: uuid },
  sql: "SELECT d.institution_id FROM model_run r JOIN dataset d ON d.id = r.dataset_id WHERE r.id = $runId",
});

/** Writes an audit row about a run into the transaction of what it tells of. */
export async function auditRun(
  ctx: Context,
  tx: Queryable,
  runId: string,
  action: Extract<AuditAction, `model-run.${string}`>,
  detail: Readonly<Record<string, unknown>>,
): Promise<void> {
  const { institution_id: institutionId } = await tx.get(institutionOfRun, { runId });
  await writeAudit(tx, ctx, [{ action, subject: runId, detail, institutionId }]);
}
