import { inTransaction } from "../../db/transaction";
import type { Context } from "../context";
import { fail, type Result, succeed } from "../result";
import { auditRun } from "./audit-run";

/**
 * Finishes a run once it has a prediction of every case it is about, and shows it to readers or not. Of several
 * processes that read parts of it, the last one does.
 *
 * @param caseIds the cases it is about
 * @returns how many of them are missing: with any, nothing is changed
 */
export async function finishRun(
  ctx: Context,
  {
    runId,
    caseIds,
    shown,
  }: { readonly runId: string; readonly caseIds: readonly string[]; readonly shown: boolean },
): Promise<Result<{ readonly missing: number }>> {
  if (ctx.actor.kind !== "system") return fail("forbidden", "Model runs are recorded by the batch job.");
  return inTransaction(ctx.db, async (client) => {
    await client.query("SELECT 1 FROM model_run WHERE id = $1 FOR UPDATE", [runId]);
    const { rows } = await client.query<{ missing: number }>(
      `SELECT count(*)::int AS missing FROM unnest($2::uuid[]) AS wanted (id)
       WHERE NOT EXISTS (SELECT 1 FROM prediction p WHERE p.run_id = $1 AND p.case_id = wanted.id)`,
      [runId, caseIds],
    );
    const { missing } = rows[0]!;
    if (missing > 0) return succeed({ missing });
    await client.query(
      `UPDATE model_run SET finished_at = $2, shown = $3, server = server - 'failed' WHERE id = $1`,
      [runId, ctx.now, shown],
    );
    await auditRun(ctx, client, runId, "model-run.finish", { cases: caseIds.length, shown });
    return succeed({ missing });
  });
}
