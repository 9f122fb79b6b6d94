import { z } from "zod";
import { may } from "../../auth/policy";
import { shownSchema } from "../../domain/readers/views";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { invalid, notFound, type Result, succeed } from "../result";

export type ShownRun = { readonly id: string; readonly shown: boolean };

/** Decides whether residents see a run beside their own answers. */
export async function setRunShown(ctx: Context, id: unknown, input: unknown): Promise<Result<ShownRun>> {
  const { actor, db, now } = ctx;
  const runId = z.uuid().safeParse(id);
  if (!may(actor, "show-runs") || !runId.success) return notFound("run");
  const parsed = shownSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const { shown } = parsed.data;
  return db.prisma.$transaction(async (tx): Promise<Result<ShownRun>> => {
    const where = { id: runId.data, dataset: { institutionId: actor.institutionId } };
    const { count } = await tx.modelRun.updateMany({ where: { ...where, shown: !shown }, data: { shown } });
    if (count === 0) {
      // Set so already, which changes nothing; or not there.
      return (await tx.modelRun.count({ where })) > 0 ? succeed({ id: runId.data, shown }) : notFound("run");
    }
    await writeAudit(tx, { actor, now }, [{ action: shown ? "run.show" : "run.hide", subject: runId.data }]);
    return succeed({ id: runId.data, shown });
  });
}
