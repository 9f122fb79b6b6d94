import { z } from "zod";
import { t } from "@/lib/language/t";
import { may } from "../../auth/policy";
import { text, timestamp, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import { inTransaction } from "../../db/transaction";
import type { Input } from "../../domain/view";
import { closingSchema } from "../../domain/withdrawals/input";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { fail, invalid, notFound, type Result, succeed } from "../result";

const closeOpen = statement({
  name: "close-dataset",
  params: { id: uuid, institutionId: uuid, now: timestamp, reason: text },
  sql: `UPDATE dataset SET publication = 'draft', closed_at = $now, closed_because = $reason
    WHERE id = $id AND institution_id = $institutionId AND publication = 'published'`,
});

/**
 * Closes a dataset to practice, all of it: none of its cases is offered any more, nor found in the library. Assignments
 * that were given go on; answers and figures stay. An import doesn't open it again; people do.
 */
export async function closeDataset(
  ctx: Context,
  id: string,
  input: Input<typeof closingSchema>,
): Promise<Result<{ readonly open: false }>> {
  const { actor, db, now } = ctx;
  const datasetId = z.uuid().safeParse(id);
  if (!may(actor, "withdraw") || !datasetId.success) return notFound("dataset");
  const parsed = closingSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const which = { id: datasetId.data, institutionId: actor.institutionId };
  if (!(await db.prisma.dataset.findFirst({ where: which, select: { id: true } })))
    return notFound("dataset");
  return inTransaction(db, async (tx): Promise<Result<{ readonly open: false }>> => {
    const { reason } = parsed.data;
    if ((await tx.run(closeOpen, { ...which, now, reason })) === 0) {
      return fail("conflict", t`The dataset is not open to practice.`);
    }
    await writeAudit(tx, { actor, now }, [
      { action: "dataset.close", subject: which.id, detail: { reason } },
    ]);
    return succeed({ open: false });
  });
}
