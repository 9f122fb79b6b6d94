import { z } from "zod";
import { may } from "../../auth/policy";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";

/** Opens a dataset that was held back to practice: its published cases, and each other once it is published. */
export async function openDataset(ctx: Context, id: string): Promise<Result<{ readonly open: true }>> {
  const { actor, db, now } = ctx;
  const datasetId = z.uuid().safeParse(id);
  if (!may(actor, "oversee-authoring") || !datasetId.success) return notFound("dataset");
  return db.prisma.$transaction(async (tx): Promise<Result<{ readonly open: true }>> => {
    const where = { id: datasetId.data, institutionId: actor.institutionId };
    const dataset = await tx.dataset.findFirst({ where });
    if (!dataset) return notFound("dataset");
    const { count } = await tx.dataset.updateMany({
      where: { ...where, publication: "draft" },
      data: { publication: "published" },
    });
    if (count > 0) {
      await writeAudit(tx, { actor, now }, [{ action: "dataset.open", subject: dataset.id }]);
    }
    return succeed({ open: true });
  });
}
