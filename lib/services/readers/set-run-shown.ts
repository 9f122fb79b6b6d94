import { z } from "zod";
import { may } from "../../auth/policy";
import { boolean, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import { inTransaction } from "../../db/transaction";
import { shownSchema } from "../../domain/readers/views";
import type { Input } from "../../domain/view";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { invalid, notFound, type Result, succeed } from "../result";

type ShownRun = { readonly id: string; readonly shown: boolean };

const runToShow = statement({
  name: "run-to-show",
  params: { runId: uuid, institutionId: uuid },
  row: { shown: boolean },
  sql: `SELECT r.shown FROM model_run r JOIN dataset d ON d.id = r.dataset_id
    WHERE r.id = $runId AND d.institution_id = $institutionId FOR UPDATE OF r`,
});

const showRun = statement({
  name: "show-run",
  params: { runId: uuid, shown: boolean },
  sql: "UPDATE model_run SET shown = $shown WHERE id = $runId",
});

/** Decides whether residents see a run beside their own answers. */
export async function setRunShown(
  ctx: Context,
  id: string,
  input: Input<typeof shownSchema>,
): Promise<Result<ShownRun>> {
  const { actor, db, now } = ctx;
  const runId = z.uuid().safeParse(id);
  if (!may(actor, "show-runs") || !runId.success) return notFound("run");
  const parsed = shownSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const { shown } = parsed.data;
  return inTransaction(db, async (tx): Promise<Result<ShownRun>> => {
    const run = await tx.find(runToShow, { runId: runId.data, institutionId: actor.institutionId });
    if (!run) return notFound("run");
    if (run.shown !== shown) {
      await tx.run(showRun, { runId: runId.data, shown });
      await writeAudit(tx, { actor, now }, [
        { action: shown ? "run.show" : "run.hide", subject: runId.data },
      ]);
    }
    return succeed({ id: runId.data, shown });
  });
}
