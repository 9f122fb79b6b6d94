import { z } from "zod";
import { t } from "@/lib/language/t";
import { boolean, jsonOf, nullable, text, timestamp, uuid } from "../../db/columns";
import { type RowOf, statement } from "../../db/statement";
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

type BeginRunInput = z.input<typeof inputSchema>;

const facts = jsonOf(z.record(z.string(), z.json()));

/** Knows a model from now on. */
export const insertModel = statement({
  name: "insert-model",
  params: { model: text },
  sql: "INSERT INTO model (name) VALUES ($model) ON CONFLICT (name) DO NOTHING",
});

const insertRun = statement({
  name: "insert-run",
  params: {
    ...{ model: text, datasetId: uuid, name: text },
    ...{
      checkpoint: nullable(text),
      promptVersion: nullable(text),
      parameters: facts,
      server: facts,
      now: timestamp,
    },
  },
  row: { id: uuid },
  sql: `INSERT INTO model_run
      (model_id, dataset_id, name, checkpoint, prompt_version, parameters, server, started_at, shown)
    SELECT m.id, $datasetId, $name, $checkpoint, $promptVersion, $parameters, $server, $now, false
    FROM model m WHERE m.name = $model
    ON CONFLICT (dataset_id, model_id, name) DO NOTHING RETURNING id`,
});

export const runNamed = statement({
  name: "run-named",
  params: { model: text, datasetId: uuid, name: text },
  row: {
    id: uuid,
    model: text,
    name: text,
    checkpoint: nullable(text),
    promptVersion: nullable(text),
    parameters: facts,
    server: facts,
    finished: boolean,
    shown: boolean,
  },
  sql: `SELECT r.id, m.name AS model, r.name, r.checkpoint, r.prompt_version AS "promptVersion", r.parameters, r.server,
      r.finished_at IS NOT NULL AS finished, r.shown
    FROM model_run r JOIN model m ON m.id = r.model_id
    WHERE m.name = $model AND r.dataset_id = $datasetId AND r.name = $name`,
});

/** A run that is under way, or was. */
type BegunRun = RowOf<typeof runNamed>;

/**
 * Begins a model run over a dataset, seen by no resident until it is finished; or finds the one of that model and
 * name, untouched, for the caller to see whether it is the same.
 */
export async function beginRun(ctx: Context, input: BeginRunInput): Promise<Result<BegunRun>> {
  if (ctx.actor.kind !== "system") return fail("forbidden", t`Model runs are recorded by the batch job.`);
  const parsed = inputSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const { datasetId, model, name, checkpoint, promptVersion, parameters, server } = parsed.data;
  return inTransaction(ctx.db, async (tx) => {
    await tx.run(insertModel, { model });
    const run = { model, datasetId, name };
    const made = await tx.find(insertRun, {
      ...run,
      checkpoint,
      promptVersion,
      parameters,
      server,
      now: ctx.now,
    });
    if (made) await auditRun(ctx, tx, made.id, "model-run.begin", { model, run: name });
    return succeed(await tx.get(runNamed, run));
  });
}
