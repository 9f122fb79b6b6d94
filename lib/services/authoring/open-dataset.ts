import { z } from "zod";
import { may } from "../../auth/policy";
import { uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import { inTransaction } from "../../db/transaction";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";

const publishDataset = statement({
  name: "publish-dataset",
  params: { id: uuid, institutionId: uuid },
  sql: `UPDATE dataset SET publication = 'published', closed_at = NULL, closed_because = NULL
    WHERE id = $id AND institution_id = $institutionId AND publication = 'draft'`,
});

/** Opens a dataset that was held back to practice: its published cases, and each other once it is published. */
export async function openDataset(ctx: Context, id: string): Promise<Result<{ readonly open: true }>> {
  const { actor, db, now } = ctx;
  const datasetId = z.uuid().safeParse(id);
  if (!may(actor, "oversee-authoring") || !datasetId.success) return notFound("dataset");
  const which = { id: datasetId.data, institutionId: actor.institutionId };
  if (!(await db.prisma.dataset.findFirst({ where: which, select: { id: true } })))
    return notFound("dataset");
  await inTransaction(db, async (tx) => {
    if ((await tx.run(publishDataset, which)) === 0) return;
    await writeAudit(tx, { actor, now }, [{ action: "dataset.open", subject: which.id }]);
  });
  return succeed({ open: true });
}
