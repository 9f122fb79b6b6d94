import { z } from "zod";
import { t } from "@/lib/language/t";
import { jsonOf, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import { inTransaction } from "../../db/transaction";
import type { Context } from "../context";
import { fail, type Result, succeed } from "../result";
import { auditRun } from "./audit-run";
import { type PredictionRow, upsertPredictions } from "./upsert-predictions";

const setParameters = statement({
  name: "set-parameters-of-run",
  params: { runId: uuid, parameters: jsonOf(z.record(z.string(), z.json())) },
  sql: "UPDATE model_run SET parameters = $parameters WHERE id = $runId",
});

/** Written at once: answers are long. */
const ROWS = 500;

/** Puts what was read from a run's answers by other parameters in the place of what was, all of it or nothing. */
export async function rereadRun(
  ctx: Context,
  {
    runId,
    parameters,
    predictions,
  }: {
    readonly runId: string;
    readonly parameters: Record<string, z.core.util.JSONType>;
    readonly predictions: readonly PredictionRow[];
  },
): Promise<Result<null>> {
  if (ctx.actor.kind !== "system") return fail("forbidden", t`Model runs are recorded by the batch job.`);
  await inTransaction(ctx.db, async (tx) => {
    for (let from = 0; from < predictions.length; from += ROWS)
      await upsertPredictions(tx, runId, predictions.slice(from, from + ROWS));
    await tx.run(setParameters, { runId, parameters });
    await auditRun(ctx, tx, runId, "model-run.record", { reread: predictions.length });
  });
  return succeed(null);
}
