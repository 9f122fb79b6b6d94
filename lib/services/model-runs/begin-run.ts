import { z } from "zod";
import { inTransaction } from "../../db/transaction";
import type { Context } from "../context";
import { fail, invalid, type Result, succeed } from "../result";
import { auditRun } from "./audit-run";

const inputSchema = z.object({
  datasetId: z.uuid(),
  model: z.string().trim().min(1).max(200),
  name: z.string().trim().min(1).max(200),
  checkpoint: z.string().nullable(),
  promptVersion: z.string().nullable(),
  parameters: z.record(z.string(), z.json()),
  server: z.record(z.string(), z.json()),
});

export type BeginRunInput = z.input<typeof inputSchema>;

/** A run that is under way, or was. */
export type BegunRun = Pick<
  z.infer<typeof inputSchema>,
  "model" | "name" | "checkpoint" | "promptVersion" | "parameters" | "server"
> & {
  readonly id: string;
  readonly finished: boolean;
  readonly shown: boolean;
};

/**
 * Begins a model run over a dataset, seen by no resident until it is finished; or finds the one of that model and
 * name, untouched, for the caller to see whether it is the same.
 */
export async function beginRun(ctx: Context, input: BeginRunInput): Promise<Result<BegunRun>> {
  if (ctx.actor.kind !== "system") return fail("forbidden", "Model runs are recorded by the batch job.");
  const parsed = inputSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const { datasetId, model, name, checkpoint, promptVersion, parameters, server } = parsed.data;
  return inTransaction(ctx.db, async (client) => {
    await client.query("INSERT INTO model (name) VALUES ($1) ON CONFLICT (name) DO NOTHING", [model]);
    const { rows: made } = await client.query<{ id: string }>(
      `INSERT INTO model_run
         (model_id, dataset_id, name, checkpoint, prompt_version, parameters, server, started_at, shown)
       SELECT m.id, $2, $3, $4, $5, $6::jsonb, $7::jsonb, $8, false FROM model m WHERE m.name = $1
       ON CONFLICT (dataset_id, model_id, name) DO NOTHING RETURNING id`,
      [
        model,
        datasetId,
        name,
        checkpoint,
        promptVersion,
        JSON.stringify(parameters),
        JSON.stringify(server),
        ctx.now,
      ],
    );
    if (made[0]) await auditRun(ctx, client, made[0].id, "model-run.begin", { model, run: name });
    const { rows } = await client.query<BegunRun>(
      `SELECT r.id, m.name AS model, r.name, r.checkpoint, r.prompt_version AS "promptVersion", r.parameters, r.server,
         r.finished_at IS NOT NULL AS finished, r.shown
       FROM model_run r JOIN model m ON m.id = r.model_id
       WHERE m.name = $1 AND r.dataset_id = $2 AND r.name = $3`,
      [model, datasetId, name],
    );
    return succeed(rows[0]!);
  });
}
