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

/** Stores what a run has read since the last time. The same again changes nothing. */
export async function recordReadings(
  ctx: Context,
  { runId, predictions, failures }: Recorded,
): Promise<Result<null>> {
  if (ctx.actor.kind !== "system") return fail("forbidden", "Model runs are recorded by the batch job.");
  await inTransaction(ctx.db, async (client) => {
    await upsertPredictions(client, runId, predictions);
    await client.query(
      `UPDATE model_run SET server =
         jsonb_set(server, '{failed}', (coalesce(server -> 'failed', '{}') - $2::text[]) || $3::jsonb)
       WHERE id = $1 AND ($3::jsonb <> '{}' OR server -> 'failed' ?| $2::text[])`,
      [
        runId,
        predictions.map(({ caseId }) => caseId),
        JSON.stringify(Object.fromEntries(failures.map(({ caseId, why }) => [caseId, why]))),
      ],
    );
    await auditRun(ctx, client, runId, "model-run.record", {
      predictions: predictions.length,
      failures: failures.length,
    });
  });
  return succeed(null);
}
