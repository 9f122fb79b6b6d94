import { t } from "@/lib/language/t";
import { boolean, integer, timestamp, uuid, uuids } from "../../db/columns";
import { statement } from "../../db/statement";
import { inTransaction } from "../../db/transaction";
import type { Context } from "../context";
import { fail, type Result, succeed } from "../result";
import { auditRun } from "./audit-run";

const holdRun = statement({
  name: "hold-run",
  params: { runId: uuid },
  sql: "SELECT FROM model_run WHERE id = $runId FOR UPDATE",
});

const casesMissing = statement({
  name: "cases-missing-of-run",
  params: { runId: uuid, caseIds: uuids },
  row: { missing: integer },
  sql: `SELECT count(*)::int AS missing FROM unnest($caseIds) AS wanted (id)
    WHERE NOT EXISTS (SELECT 1 FROM prediction p WHERE p.run_id = $runId AND p.case_id = wanted.id)`,
  prepared: false,
});

const markFinished = statement({
  name: "mark-run-finished",
  params: { runId: uuid, now: timestamp, shown: boolean },
  sql: "UPDATE model_run SET finished_at = $now, shown = $shown, server = server - 'failed' WHERE id = $runId",
});

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
  if (ctx.actor.kind !== "system") return fail("forbidden", t`Model runs are recorded by the batch job.`);
  return inTransaction(ctx.db, async (tx) => {
    await tx.run(holdRun, { runId });
    const { missing } = await tx.get(casesMissing, { runId, caseIds });
    if (missing > 0) return succeed({ missing });
    await tx.run(markFinished, { runId, now: ctx.now, shown });
    await auditRun(ctx, tx, runId, "model-run.finish", { cases: caseIds.length, shown });
    return succeed({ missing });
  });
}
