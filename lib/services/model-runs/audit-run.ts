import type pg from "pg";
import type { Context } from "../context";

/** Writes an audit row about a run into the transaction of what it tells of. */
export async function auditRun(
  ctx: Context,
  client: pg.ClientBase,
  runId: string,
  action: "model-run.begin" | "model-run.record" | "model-run.finish",
  detail: Readonly<Record<string, unknown>>,
): Promise<void> {
  await client.query(
    `INSERT INTO audit_event (at, institution_id, action, subject_id, detail)
     SELECT $1, d.institution_id, $2, r.id::text, $3::jsonb
     FROM model_run r JOIN dataset d ON d.id = r.dataset_id WHERE r.id = $4`,
    [ctx.now, action, JSON.stringify(detail), runId],
  );
}
