import { z } from "zod";
import { t } from "@/lib/language/t";
import { integer, jsonOf, nullable, text, timestamp, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import { inTransaction } from "../../db/transaction";
import { curvesSchema } from "../../domain/training/curves";
import type { Input } from "../../domain/view";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { insertModel } from "../model-runs/begin-run";
import { fail, invalid, type Result, succeed } from "../result";

const inputSchema = z.object({
  institutionId: z.uuid(),
  model: z.string().trim().min(1).max(200),
  /** By which checkpoints name it. */
  name: z.string().trim().min(1).max(200),
  planned: z.int().nullable(),
  curves: curvesSchema,
});

type RecordTrainingLogInput = Input<typeof inputSchema>;

const putTrainingLog = statement({
  name: "put-training-log",
  params: {
    ...{ institutionId: uuid, model: text, name: text },
    ...{ planned: nullable(integer), curves: jsonOf(curvesSchema), now: timestamp },
  },
  row: { id: uuid },
  sql: `INSERT INTO training_log AS l (institution_id, model_id, name, planned_steps, curves, imported_at)
    SELECT $institutionId, m.id, $name, $planned, $curves, $now FROM model m WHERE m.name = $model
    ON CONFLICT (institution_id, model_id, name) DO UPDATE
      SET planned_steps = excluded.planned_steps, curves = excluded.curves, imported_at = excluded.imported_at
      WHERE (l.planned_steps, l.curves) IS DISTINCT FROM (excluded.planned_steps, excluded.curves)
    RETURNING l.id`,
});

/**
 * Keeps what a trainer logged of a training of a model, in place of what was kept of it before.
 *
 * @returns whether anything was different
 */
export async function recordTrainingLog(
  ctx: Context,
  input: RecordTrainingLogInput,
): Promise<Result<{ readonly changed: boolean }>> {
  if (ctx.actor.kind !== "system") return fail("forbidden", t`Trainings are recorded by a command.`);
  const parsed = inputSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const { institutionId, model, name, planned, curves } = parsed.data;
  return inTransaction(ctx.db, async (tx) => {
    await tx.run(insertModel, { model });
    const put = await tx.find(putTrainingLog, { institutionId, model, name, planned, curves, now: ctx.now });
    if (put) {
      const detail = { model, training: name, steps: curves.steps.length };
      await writeAudit(tx, ctx, [{ action: "training-log.import", subject: put.id, detail, institutionId }]);
    }
    return succeed({ changed: put !== null });
  });
}
