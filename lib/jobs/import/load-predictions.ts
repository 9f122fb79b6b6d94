import path from "node:path";
import type pg from "pg";
import type { Database } from "@/lib/db/client";
import { boxProblem, type Size } from "@/lib/domain/geometry";
import { frameKey } from "@/lib/resgo/layout";
import { faultOf } from "@/lib/resgo/list-files";
import { type PredictionLine, type PredictionsFile, readPredictions } from "@/lib/resgo/predictions";
import { error, type Problem, warning } from "@/lib/resgo/problem";
import type { Bundle } from "@/lib/resgo/read-bundle";
import type { ModelRunReport, OnProgress } from "./report";
import { audit, inTransaction } from "./transaction";
import type { Target } from "./write-cases";

/** A case that predictions may be about. It has no id yet where nothing is written. */
export type KnownCase = Size & { readonly id: string | null };

type Row = PredictionLine & { readonly caseId: string | null };

const ROWS_AT_ONCE = 1_000;

/**
 * Loads the model runs of a bundle along with it: a run for each file of `predictions/`. What is wrong with a line
 * keeps out that line alone.
 *
 * @param into null to write nothing
 * @param cases the dataset's cases by the key of their frames
 */
export async function loadPredictions(
  into: { readonly db: Database; readonly target: Target } | null,
  bundle: Bundle,
  cases: ReadonlyMap<string, KnownCase>,
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
    problems.push(...read.problems);
    const rows = read.lines.flatMap((line) => matchCase(line, cases, file, problems));
    if (into && rows.length > 0) {
      const written = await writeRun(into.db, into.target, read, rows, options.now);
      runs.push({ model: read.manifest.model, run: read.name, written, unchanged: rows.length - written });
    }
  }
  return { runs, problems };
}

/** A prediction with its case, and without a box that its frame can't hold; nothing where there is no such case. */
function matchCase(
  line: PredictionLine,
  cases: ReadonlyMap<string, KnownCase>,
  file: string,
  problems: Problem[],
): Row[] {
  const subject = `${line.video}, frame ${line.frame}`;
  const found = cases.get(frameKey(line));
  if (!found) {
    problems.push(
      error(
        { file, row: line.row },
        `${subject}: the dataset has no such case; the prediction was left out.`,
      ),
    );
    return [];
  }
  const fault = line.box && boxProblem(line.box, found);
  if (!fault) return [{ ...line, caseId: found.id }];
  problems.push(warning({ file, row: line.row }, `${subject}: ${fault} The prediction is kept without it.`));
  return [{ ...line, box: null, error: line.error ?? fault, caseId: found.id }];
}

/** @returns how many predictions were new or are others than before */
function writeRun(
  db: Database,
  target: Target,
  { name, manifest }: PredictionsFile,
  rows: readonly Row[],
  now: Date,
): Promise<number> {
  return inTransaction(db, async (client) => {
    await client.query("INSERT INTO model (name) VALUES ($1) ON CONFLICT (name) DO NOTHING", [
      manifest.model,
    ]);
    const made = await client.query(
      `INSERT INTO model_run AS r (model_id, dataset_id, name, checkpoint, prompt_version, parameters)
       SELECT m.id, $2, $3, $4, $5, $6::jsonb FROM model m WHERE m.name = $1
       ON CONFLICT (dataset_id, model_id, name) DO UPDATE
         SET checkpoint = excluded.checkpoint, prompt_version = excluded.prompt_version, parameters = excluded.parameters
         WHERE (r.checkpoint, r.prompt_version, r.parameters)
           IS DISTINCT FROM (excluded.checkpoint, excluded.prompt_version, excluded.parameters)`,
      [
        manifest.model,
        target.datasetId,
        name,
        manifest.checkpoint,
        manifest.promptVersion,
        JSON.stringify(manifest.parameters),
      ],
    );
    const { rows: runs } = await client.query<{ id: string }>(
      `SELECT r.id FROM model_run r JOIN model m ON m.id = r.model_id
       WHERE m.name = $1 AND r.dataset_id = $2 AND r.name = $3`,
      [manifest.model, target.datasetId, name],
    );
    let written = 0;
    for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
      written += await upsert(client, runs[0]!.id, rows.slice(start, start + ROWS_AT_ONCE));
    }
    if (written > 0 || made.rowCount) {
      const detail = { model: manifest.model, run: name, predictions: written };
      await audit(client, now, target.institutionId, target.datasetId, detail);
    }
    return written;
  });
}

async function upsert(client: pg.PoolClient, runId: string, rows: readonly Row[]): Promise<number> {
  const corner = (index: number) => rows.map(({ box }) => box?.[index] ?? null);
  const json = (values: readonly unknown[]) =>
    values.map((value) => (value === null ? null : JSON.stringify(value)));
  const result = await client.query(
    `INSERT INTO prediction AS p
       (run_id, case_id, phase, phase_probabilities, x1, y1, x2, y2, rationale, raw, error)
     SELECT $1, u.case_id, u.phase, u.probabilities::jsonb, u.x1, u.y1, u.x2, u.y2, u.rationale::jsonb, u.raw::jsonb, u.error
     FROM unnest($2::uuid[], $3::phase[], $4::text[], $5::float8[], $6::float8[], $7::float8[], $8::float8[],
       $9::text[], $10::text[], $11::text[])
       AS u (case_id, phase, probabilities, x1, y1, x2, y2, rationale, raw, error)
     ON CONFLICT (run_id, case_id) DO UPDATE SET phase = excluded.phase,
       phase_probabilities = excluded.phase_probabilities, x1 = excluded.x1, y1 = excluded.y1, x2 = excluded.x2,
       y2 = excluded.y2, rationale = excluded.rationale, raw = excluded.raw, error = excluded.error
     WHERE (p.phase, p.phase_probabilities, p.x1, p.y1, p.x2, p.y2, p.rationale, p.raw, p.error) IS DISTINCT FROM
       (excluded.phase, excluded.phase_probabilities, excluded.x1, excluded.y1, excluded.x2, excluded.y2,
        excluded.rationale, excluded.raw, excluded.error)`,
    [
      runId,
      rows.map(({ caseId }) => caseId),
      rows.map(({ phase }) => phase),
      json(rows.map(({ phaseProbabilities }) => phaseProbabilities)),
      corner(0),
      corner(1),
      corner(2),
      corner(3),
      json(rows.map(({ rationale }) => rationale)),
      json(rows.map(({ raw }) => raw)),
      rows.map(({ error }) => error),
    ],
  );
  return result.rowCount ?? 0;
}
