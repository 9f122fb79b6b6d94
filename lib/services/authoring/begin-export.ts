import { z } from "zod";
import { t } from "@/lib/language/t";
import { may } from "../../auth/policy";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { fail, notFound, type Result, succeed } from "../result";

/** Checks that the actor may export a dataset as a bundle, and writes the audit row of the export. */
export async function beginExport(
  ctx: Context,
  id: string,
): Promise<Result<{ readonly id: string; readonly name: string }>> {
  const { actor, db, now } = ctx;
  const datasetId = z.uuid().safeParse(id);
  if (!may(actor, "author") || !datasetId.success) return notFound("dataset");
  const dataset = await db.prisma.dataset.findFirst({
    where: { id: datasetId.data, institutionId: actor.institutionId },
    select: { id: true, name: true },
  });
  if (!dataset) return notFound("dataset");
  const cases = await db.prisma.case.count({
    where: { publication: "published", currentVersionId: { not: null }, video: { datasetId: dataset.id } },
  });
  if (cases === 0) return fail("conflict", t`${dataset.name} has no published case to export yet.`);
  await writeAudit(db, { actor, now }, [
    { action: "dataset.export", subject: dataset.id, detail: { cases } },
  ]);
  return succeed(dataset);
}
