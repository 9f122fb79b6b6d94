import { stat } from "node:fs/promises";
import path from "node:path";
import type { Database } from "@/lib/db/client";
import { plainName } from "@/lib/domain/text/plain-text";
import { faultOf } from "@/lib/resgo/list-files";
import type { KnownReference } from "@/lib/resgo/match-predictions";
import { type PredictionLine, readPredictionLines } from "@/lib/resgo/predictions";
import { error, type Problem } from "@/lib/resgo/problem";
import { readReference } from "@/lib/resgo/read-reference";
import type { Split } from "@/lib/resgo/splits";
import { type DatasetChoice, EvaluationError, findDataset, loadReferences } from "./load-references";
import { type Measured, measurePredictions, type Refusal } from "./measure-predictions";
import { measureRecall, type RecallFigures } from "./measure-recall";

/** Where the references are: in a bundle's folder or a file of lines, or in a database. */
type ReferenceSource = { readonly path: string } | ({ readonly db: Database } & DatasetChoice);

export type EvaluateOptions = {
  readonly split: Split | "all";
  /** Whether rationales are measured too; it takes a millisecond a case. */
  readonly recall: boolean;
  readonly onProgress?: ((stage: string, done: number, total: number) => void) | undefined;
};

export type EvaluationReport = Measured & {
  /** The model's name, or the file's. */
  readonly reader: string;
  /** The dataset's name, or the reference file's. */
  readonly reference: string;
  /** Null unless it was asked for. */
  readonly recall: RecallFigures | null;
};

/**
 * Holds a predictions file against its references.
 *
 * @throws EvaluationError, or BundleError, with a sentence for people where there is nothing to read
 */
export async function evaluatePredictions(
  file: string,
  source: ReferenceSource,
  options: EvaluateOptions,
): Promise<EvaluationReport | Refusal> {
  const predictions = await readAll(file, options.recall);
  if (predictions.problems.length > 0) return { problems: predictions.problems };
  const reference = await referencesOf(source, predictions, options);
  if ("problems" in reference) return reference;
  const measured = measurePredictions(reference.samples, predictions.lines, {
    split: options.split,
    files: { predictions: predictions.shown, reference: reference.file },
  });
  if ("problems" in measured) return measured;
  const recall = options.recall
    ? measureRecall(measured.matches, (done, total) => options.onProgress?.("rationales", done, total))
    : null;
  return { ...measured, reader: predictions.reader, reference: reference.name, recall };
}

type Predictions = {
  readonly reader: string;
  /** The file, as problems call it. */
  readonly shown: string;
  readonly lines: readonly PredictionLine[];
  readonly problems: readonly Problem[];
};

/** Enough to see what is wrong with a file. */
const MOST_PROBLEMS = 100;

async function readAll(file: string, rationales: boolean): Promise<Predictions> {
  const shown = path.basename(file);
  const found = await stat(file).catch(() => null);
  if (!found?.isFile()) throw new EvaluationError(`There is no predictions file ${file}.`);
  let reader = plainName(shown.replace(/\.jsonl$/i, ""));
  const lines: PredictionLine[] = [];
  const problems: Problem[] = [];
  try {
    for await (const read of readPredictionLines(file, shown)) {
      if ("manifest" in read) reader = read.manifest.model;
      else if ("problem" in read) problems.push(read.problem);
      else lines.push(measuredPart(read.prediction, rationales));
      if (problems.length === MOST_PROBLEMS) break;
    }
  } catch (cause) {
    throw new EvaluationError(`${file}: ${faultOf(cause)}`);
  }
  if (lines.length === 0 && problems.length === 0) {
    problems.push(error({ file: shown }, "The file holds no prediction."));
  }
  return { reader, shown, lines, problems };
}

/** Of millions of lines only what is measured can be held. */
function measuredPart(line: PredictionLine, rationales: boolean): PredictionLine {
  const rationale = rationales ? line.rationale : null;
  return { ...line, rationale, raw: null, samples: null, phaseProbabilities: null };
}

type References = {
  readonly name: string;
  readonly file: string | null;
  readonly samples: readonly KnownReference[];
};

async function referencesOf(
  source: ReferenceSource,
  { lines }: Predictions,
  { recall, onProgress }: EvaluateOptions,
): Promise<References | Refusal> {
  if ("path" in source) {
    const set = await readReference(source.path, {
      rationales: recall,
      onProgress: (done, total) => onProgress?.("reading", done, total),
    });
    const { name, file, samples, problems, incomplete } = set;
    return incomplete
      ? { problems: problems.filter(({ level }) => level === "error") }
      : { name, file, samples };
  }
  const videos = [...new Set(lines.map(({ video }) => video))];
  const dataset = await findDataset(source.db, source, videos);
  return { name: dataset.name, file: null, samples: await loadReferences(source.db, dataset) };
}
