import path from "node:path";
import { z } from "zod";
import type { Database } from "@/lib/db/client";
import { boolean, jsonOf, nullable, text, timestamp, uuid, uuids } from "@/lib/db/columns";
import { statement } from "@/lib/db/statement";
import { inTransaction } from "@/lib/db/transaction";
import type { Size } from "@/lib/domain/geometry";
import { zoneProblem } from "@/lib/domain/scoring/zone";
import { t } from "@/lib/language/t";
import { frameKey } from "@/lib/resgo/layout";
import { faultOf } from "@/lib/resgo/list-files";
import { type PredictionLine, type PredictionsFile, readPredictions } from "@/lib/resgo/predictions";
import { error, type Problem, warning } from "@/lib/resgo/problem";
import type { Bundle } from "@/lib/resgo/read-bundle";
import { insertModel, runNamed } from "@/lib/services/model-runs/begin-run";
import { upsertPredictions } from "@/lib/services/model-runs/upsert-predictions";
import { audit } from "./audit";
import { type ImportChange, recordChanges } from "./record-changes";
import type { ModelRunReport, OnProgress } from "./report";
import type { Target } from "./write-cases";

/** A case that predictions may be about. It has no id yet where nothing is written. */
export type KnownCase = Size & { readonly id: string | null };

/** The dataset's cases by the key of their frames. */
type KnownCases = ReadonlyMap<string, KnownCase>;

/** Where predictions are written. */
type RunsTarget = Pick<Target, "importId" | "institutionId" | "datasetId">;

type Row = PredictionLine & { readonly caseId: string | null };

const ROWS_AT_ONCE = 1_000;

/**
 * Loads the model runs of a bundle along with it: a run for each file of `predictions/`. What is wrong with a line
 * keeps out that line alone.
 *
 * @param into null to write nothing
 */
export async function loadPredictions(
  into: { readonly db: Database; readonly target: RunsTarget } | null,
  bundle: Bundle,
  cases: KnownCases,
  options: { readonly now: Date; readonly onProgress?: OnProgress | undefined },
): Promise<{ runs: ModelRunReport[]; problems: Problem[] }> {
  const runs: ModelRunReport[] = [];
  const problems: Problem[] = [];
  for (const [index, file] of bundle.predictions.entries()) {
    const read = await readPredictions(path.join(bundle.root, file), file).catch((cause: unknown) =>
      faultOf(cause),
    );
    options.onProgress?.("predictions", index + 1, bundle.predictions.length);
    if (typeof read === "string") {
      problems.push(error({ file }, read));
      continue;
    }
    const loaded = await loadPredictionsFile(into, read, file, cases, options.now);
    if (loaded.run) runs.push(loaded.run);
    problems.push(...loaded.problems);
  }
  return { runs, problems };
}

/**
 * Loads one model run. What the file doesn't say of it (its server, dates, whether it is shown) stays as it is.
 *
 * @param into null to write nothing
 * @param shown how problems call the file
 */
export async function loadPredictionsFile(
  into: { readonly db: Database; readonly target: RunsTarget } | null,
  read: PredictionsFile,
  shown: string,
  cases: KnownCases,
  now: Date,
): Promise<{ run: ModelRunReport | null; problems: Problem[] }> {
  const problems = [...read.problems];
  const rows = read.lines.flatMap((line) => matchCase(line, cases, shown, problems));
  if (!into || rows.length === 0) return { run: null, problems };
  const written = await writeRun(into.db, into.target, read, rows, now);
  const run = { model: read.manifest.model, run: read.name, written, unchanged: rows.length - written };
  return { run, problems };
}

/** A prediction with its case, and without a box that its frame can't hold; nothing where there is no such case. */
function matchCase(line: PredictionLine, cases: KnownCases, file: string, problems: Problem[]): Row[] {
  const subject = t`${line.video}, frame ${line.frame}`;
  const place = { file, row: line.row };
  const found = cases.get(frameKey(line));
  if (!found) {
    problems.push(error(place, t`${subject}: the dataset has no such case; the prediction was left out.`));
    return [];
  }
  const fault = line.box && zoneProblem(line.box, found);
  if (fault) problems.push(warning(place, `${subject}: ${fault} ${t`The prediction is kept without it.`}`));
  const samples =
    line.samples?.map((sample) => {
      const fault = sample.box && zoneProblem(sample.box, found);
      if (!fault) return sample;
      problems.push(
        warning(
          place,
          `${t`${subject}, seed ${sample.seed}: ${fault}`} ${t`The sample is kept without it.`}`,
        ),
      );
      return { ...sample, box: null, error: sample.error ?? fault };
    }) ?? null;
  const kept = { ...line, samples, caseId: found.id };
  return [fault ? { ...kept, box: null, error: line.error ?? fault } : kept];
}

const facts = jsonOf(z.record(z.string(), z.json()));

const upsertRun = statement({
  name: "upsert-run",
  params: {
    ...{
      model: text,
      datasetId: uuid,
      name: text,
      checkpoint: nullable(text),
      promptVersion: nullable(text),
    },
    ...{ parameters: facts, server: nullable(facts), shown: nullable(boolean) },
    ...{ startedAt: nullable(timestamp), finishedAt: nullable(timestamp) },
  },
  sql: `INSERT INTO model_run AS r (model_id, dataset_id, name, checkpoint, prompt_version, parameters,
      server, started_at, finished_at, shown)
    SELECT m.id, $datasetId, $name, $checkpoint, $promptVersion, $parameters, coalesce($server, '{}'), $startedAt,
      $finishedAt, coalesce($shown, true)
    FROM model m WHERE m.name = $model
    ON CONFLICT (dataset_id, model_id, name) DO UPDATE
      SET checkpoint = excluded.checkpoint, prompt_version = excluded.prompt_version,
        parameters = excluded.parameters, server = coalesce($server, r.server),
        started_at = coalesce($startedAt, r.started_at), finished_at = coalesce($finishedAt, r.finished_at),
        shown = coalesce($shown, r.shown)
      WHERE (r.checkpoint, r.prompt_version, r.parameters, r.server, r.started_at, r.finished_at, r.shown)
        IS DISTINCT FROM (excluded.checkpoint, excluded.prompt_version, excluded.parameters,
          coalesce($server, r.server), coalesce($startedAt, r.started_at), coalesce($finishedAt, r.finished_at),
          coalesce($shown, r.shown))`,
});

const runAsItIs = statement({
  name: "run-as-it-is",
  params: { model: text, datasetId: uuid, name: text },
  row: { before: facts },
  sql: `SELECT to_jsonb(r) AS before FROM model_run r JOIN model m ON m.id = r.model_id
    WHERE m.name = $model AND r.dataset_id = $datasetId AND r.name = $name`,
});

const predictionsAsTheyAre = statement({
  name: "predictions-as-they-are",
  params: { runId: uuid, caseIds: uuids },
  row: { caseId: uuid, before: facts },
  sql: `SELECT case_id AS "caseId", to_jsonb(p) AS before FROM prediction p
    WHERE run_id = $runId AND case_id = ANY($caseIds)`,
});

/** @returns how many predictions were new or are others than before */
function writeRun(
  db: Database,
  target: RunsTarget,
  { name, manifest }: PredictionsFile,
  rows: readonly Row[],
  now: Date,
): Promise<number> {
  return inTransaction(db, async (tx) => {
    const { model, checkpoint, promptVersion, parameters, server, startedAt, finishedAt, shown } = manifest;
    const run = { model, datasetId: target.datasetId, name };
    await tx.run(insertModel, { model });
    const was = (await tx.find(runAsItIs, run))?.before ?? null;
    const facts = { checkpoint, promptVersion, parameters, server, startedAt, finishedAt, shown };
    const changed = await tx.run(upsertRun, { ...run, ...facts });
    const { id: runId } = await tx.get(runNamed, run);
    const changes: ImportChange[] = changed > 0 ? [{ kind: "run", subjectId: runId, before: was }] : [];
    let written = 0;
    for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
      // When predictions are written, every case has its id.
      const some = rows.slice(start, start + ROWS_AT_ONCE).map((row) => ({ ...row, caseId: row.caseId! }));
      const known = await tx.all(predictionsAsTheyAre, { runId, caseIds: some.map(({ caseId }) => caseId) });
      const before = new Map(known.map((row) => [row.caseId, row.before]));
      const caseIds = await upsertPredictions(tx, runId, some);
      written += caseIds.length;
      for (const partId of caseIds) {
        changes.push({ kind: "prediction", subjectId: runId, partId, before: before.get(partId) ?? null });
      }
    }
    await recordChanges(tx, now, target, changes);
    if (written > 0 || changed > 0) {
      const detail = { model, run: name, predictions: written };
      await audit(tx, now, target.institutionId, target.datasetId, detail);
    }
    return written;
  });
}
