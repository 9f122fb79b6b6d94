import { t } from "@/lib/language/t";
import { boolean, nullable, text, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import type { Context } from "../context";
import { fail, type Result, succeed } from "../result";

/** How far a run is. */
type RunProgress = {
  /** Cases with a prediction of the picture they have now, and why their answers could not be read whole. */
  readonly read: ReadonlyMap<string, string | null>;
  /** Why cases were not read, by their ids. */
  readonly failed: ReadonlyMap<string, string>;
};

const selectRead = statement({
  name: "run-cases-read",
  params: { runId: uuid, byPhase: boolean },
  row: { case_id: uuid, error: nullable(text) },
  sql: `SELECT p.case_id, p.error FROM prediction p JOIN model_run r ON r.id = p.run_id
    WHERE p.run_id = $runId AND NOT EXISTS (
      SELECT 1 FROM case_version w JOIN case_version b ON b.case_id = w.case_id AND b.number = w.number - 1
      WHERE w.case_id = p.case_id AND w.created_at > coalesce(r.finished_at, r.started_at)
        AND (w.frame_id <> b.frame_id OR ($byPhase AND w.phase IS DISTINCT FROM b.phase)))`,
});

const selectFailed = statement({
  name: "run-cases-failed",
  params: { runId: uuid },
  row: { case_id: text, why: text },
  sql: `SELECT f.key AS case_id, f.value AS why
    FROM model_run r, jsonb_each_text(coalesce(r.server -> 'failed', '{}')) f WHERE r.id = $runId`,
});

/**
 * What a run has read so far. A case that has got another picture since the run began is not read.
 *
 * @param byPhase whether a case that has got another phase isn't either: in a rectified study the model is told it
 */
export async function loadProgress(
  ctx: Context,
  { runId, byPhase }: { readonly runId: string; readonly byPhase: boolean },
): Promise<Result<RunProgress>> {
  if (ctx.actor.kind !== "system") return fail("forbidden", t`Model runs are recorded by the batch job.`);
  const read = await ctx.db.all(selectRead, { runId, byPhase });
  const failed = await ctx.db.all(selectFailed, { runId });
  return succeed({
    read: new Map(read.map((row) => [row.case_id, row.error])),
    failed: new Map(failed.map((row) => [row.case_id, row.why])),
  });
}
