import { z } from "zod";
import { may } from "../../auth/policy";
import { dutiesSchema } from "../../domain/authoring/input";
import { isUnanimous } from "../../domain/authoring/step";
import type { Input } from "../../domain/view";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { invalid, notFound, type Result, succeed } from "../result";
import { holdCase, loadCase } from "./load-case";
import { auditCase } from "./move-case";
import { publishAnnotation } from "./publish-annotation";

/**
 * Says who annotates, checks and reviews a dataset, in place of who did. Where the chiefs who are left agree on a
 * case already, it is published.
 */
export async function setDuties(
  ctx: Context,
  id: string,
  input: Input<typeof dutiesSchema>,
): Promise<Result<{ readonly published: number }>> {
  const { actor, db, now } = ctx;
  const datasetId = z.uuid().safeParse(id);
  if (!may(actor, "oversee-authoring") || !datasetId.success) return notFound("dataset");
  const parsed = dutiesSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const wanted = Object.entries(parsed.data).flatMap(([duty, ids]) =>
    [...new Set(ids)].map((userId) => ({ datasetId: datasetId.data, userId, duty })),
  );
  const users = [...new Set(wanted.map(({ userId }) => userId))];
  return db.prisma.$transaction(
    async (tx): Promise<Result<{ readonly published: number }>> => {
      const [dataset] = await tx.$queryRaw<{ id: string }[]>`
        SELECT id FROM dataset
        WHERE id = ${datasetId.data}::uuid AND institution_id = ${actor.institutionId}::uuid FOR UPDATE`;
      if (!dataset) return notFound("dataset");
      const known = await tx.user.count({
        where: {
          id: { in: users },
          institutionId: actor.institutionId,
          role: { not: "resident" },
          deactivatedAt: null,
        },
      });
      if (known < users.length) return notFound("colleague");
      await tx.datasetDuty.deleteMany({ where: { datasetId: dataset.id } });
      await tx.datasetDuty.createMany({ data: wanted });
      await writeAudit(tx, { actor, now }, [
        { action: "dataset.duties", subject: dataset.id, detail: parsed.data },
      ]);
      const reviewing = await tx.authoring.findMany({
        where: { step: "reviewing", case: { video: { datasetId: dataset.id } } },
        select: { caseId: true },
        orderBy: { caseId: "asc" },
      });
      let published = 0;
      for (const { caseId } of reviewing) {
        const before = await loadCase(tx, actor, caseId);
        if (!before) continue;
        await holdCase(tx, before, now);
        const loaded = (await loadCase(tx, actor, caseId))!;
        if (loaded.standing.step !== "reviewing" || !isUnanimous(loaded.standing)) continue;
        const version = await publishAnnotation(tx, loaded, now);
        const annotation = loaded.current!.id;
        await auditCase({ tx, actor, now, loaded }, "case.publish", { annotation, version });
        published += 1;
      }
      return succeed({ published });
    },
    { timeout: 60_000 },
  );
}
