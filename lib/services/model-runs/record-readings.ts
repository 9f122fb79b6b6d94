import { z } from "zod";
import { t } from "@/lib/language/t";
import { jsonOf, texts, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import { inTransaction } from "../../db/transaction";
import type { Context } from "../context";
import { fail, type Result, succeed } from "../result";
import { auditRun } from "./audit-run";
import { type PredictionRow, upsertPredictions } from "./upsert-predictions";

export type Recorded = {
  readonly runId: string;
  readonly predictions: readonly PredictionRow[];
  /** Why cases were not read: the server's fault or the picture's, never the model's, and no prediction. */
  readonly failures: readonly { readonly caseId: string; readonly why: string }[];
};

const noteFailures = statement({
  name: "note-failures-of-run",
  params: { runId: uuid, read: texts, failed: jsonOf(z.record(z.string(), z.string())) },
  sql: `UPDATE model_run SET server =
      jsonb_set(server, '{failed}', (coalesce(server -> 'failed', '{}') - $read) || $failed)
    WHERE id = $runId AND ($failed <> '{}' OR server -> 'failed' ?| $read)`,
});

/** Stores what a run has read since the last time. The same again changes nothing. */
export async function recordReadings(
  ctx: Context,
  { runId, predictions, failures }: Recorded,
): Promise<Result<null>> {
  if (ctx.actor.kind !== "system") return fail("forbidden", t`Model runs are recorded by the batch job.`);
  await inTransaction(ctx.db, async (tx) => {
    await upsertPredictions(tx, runId, predictions);
    await tx.run(noteFailures, {
      runId,
      read: predictions.map(({ caseId }) => caseId),
      failed: Object.fromEntries(failures.map(({ caseId, why }) => [caseId, why])),
    });
    await auditRun(ctx, tx, runId, "model-run.record", {
      predictions: predictions.length,
      failures: failures.length,
    });
  });
  return succeed(null);
}
