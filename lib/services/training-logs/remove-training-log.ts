import { t } from "@/lib/language/t";
import { text, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import { inTransaction } from "../../db/transaction";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { fail, type Result, succeed } from "../result";

type RemoveTrainingLogInput = {
  readonly institutionId: string;
  readonly model: string;
  readonly name: string;
};

const deleteTrainingLog = statement({
  name: "delete-training-log",
  params: { institutionId: uuid, model: text, name: text },
  row: { id: uuid },
  sql: `DELETE FROM training_log l USING model m
    WHERE l.institution_id = $institutionId AND m.id = l.model_id AND m.name = $model AND l.name = $name
    RETURNING l.id`,
});

/** Forgets what was logged of a training. The runs of its checkpoints stay. @returns whether there was anything */
export async function removeTrainingLog(
  ctx: Context,
  { institutionId, model, name }: RemoveTrainingLogInput,
): Promise<Result<{ readonly removed: boolean }>> {
  if (ctx.actor.kind !== "system") return fail("forbidden", t`Trainings are recorded by a command.`);
  return inTransaction(ctx.db, async (tx) => {
    const removed = await tx.find(deleteTrainingLog, { institutionId, model, name });
    if (removed) {
      const detail = { model, training: name };
      await writeAudit(tx, ctx, [
        { action: "training-log.remove", subject: removed.id, detail, institutionId },
      ]);
    }
    return succeed({ removed: removed !== null });
  });
}
