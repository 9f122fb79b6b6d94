import { z } from "zod";
import { may } from "../../auth/policy";
import { integer, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import { reportRun } from "../../domain/readers/report-run";
import type { RunDetail } from "../../domain/readers/views";
import type { Written } from "../../domain/view";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";
import { loadTrainingLog } from "../training-logs/load-training-log";
import { loadScoredRun, runInputSchema } from "./load-scored-run";
import { studyMarks } from "./parts/study-marks";
import { remembering } from "./remember";

const factsSchema = z.record(z.string(), z.unknown()).catch({});

const sampledPredictions = statement({
  name: "sampled-predictions",
  params: { runId: uuid },
  row: { n: integer },
  sql: "SELECT count(*)::int AS n FROM prediction WHERE run_id = $runId AND samples IS NOT NULL",
});

const rememberReport = remembering<ReturnType<typeof reportRun>>(64);

/** What a model run is, and how it did over the cases of one split. */
export async function getRun(
  ctx: Context,
  input: Written<typeof runInputSchema>,
): Promise<Result<RunDetail>> {
  const { actor, db } = ctx;
  const parsed = runInputSchema.safeParse(input);
  if (!may(actor, "see-readers") || !parsed.success) return notFound("run");
  const scored = await loadScoredRun(db, parsed.data, actor.institutionId);
  if (!scored) return notFound("run");
  const { run, stamp, splits, split, measured, cases } = scored;
  const { institutionId } = actor;
  const [sampled, training] = await Promise.all([
    db.get(sampledPredictions, { runId: run.id }),
    loadTrainingLog(db, { institutionId, modelId: run.modelId, checkpoint: run.checkpoint }),
  ]);
  return succeed({
    id: run.id,
    model: run.model.name,
    run: run.name,
    dataset: run.dataset.name,
    notice: run.dataset.notice,
    checkpoint: run.checkpoint,
    promptVersion: run.promptVersion,
    parameters: factsSchema.parse(run.parameters),
    server: factsSchema.parse(run.server),
    startedAt: run.startedAt?.toISOString() ?? null,
    finishedAt: run.finishedAt?.toISOString() ?? null,
    addedAt: run.createdAt.toISOString(),
    shown: run.shown,
    study: studyMarks(run.parameters),
    mayShow: may(actor, "show-runs"),
    splits,
    split,
    measured,
    sampled: sampled.n,
    training,
    ...(await rememberReport(`${run.id} ${split}`, stamp, async () => reportRun(cases))),
  });
}
