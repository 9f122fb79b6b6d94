import { readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import type { Curves } from "@/lib/domain/training/curves";
import { curvesOfLog, type LogLine } from "@/lib/domain/training/log-lines";
import { faultOf } from "@/lib/resgo/list-files";

/** A trainer's log can't be taken: one sentence for people. */
export class TrainLogError extends Error {}

type TrainLog = {
  readonly file: string;
  readonly curves: Curves;
  /** The steps that the training was to have; null where the log doesn't say. */
  readonly planned: number | null;
};

const LARGEST_MB = 64;
const MOST_STEPS = 100_000;
const MOST_REWARDS = 20;

/**
 * Reads what a trainer logged: ms-swift's `logging.jsonl`, a checkpoint's `trainer_state.json`, or the folder that holds one,
 * of which the newest checkpoint's counts.
 *
 * @throws TrainLogError with a sentence for people
 */
export async function readTrainLog(from: string): Promise<TrainLog> {
  const file = await findLog(from);
  const { curves, planned } = curvesOfLog(linesOf(await readText(file), file));
  if (curves.steps.length === 0) {
    throw new TrainLogError(
      `${file} tells of no step with a reward. It takes ms-swift’s logging.jsonl or a checkpoint’s trainer_state.json.`,
    );
  }
  if (curves.steps.length > MOST_STEPS) {
    throw new TrainLogError(`${file} tells of more than ${MOST_STEPS} steps. Log every tenth of them.`);
  }
  if (Object.keys(curves.rewards).length > MOST_REWARDS) {
    throw new TrainLogError(`${file} tells of more than ${MOST_REWARDS} rewards.`);
  }
  return { file, curves, planned };
}

async function findLog(from: string): Promise<string> {
  const found = await stat(from).catch(() => {
    throw new TrainLogError(`There is no file and no folder ${from}.`);
  });
  if (!found.isDirectory()) return from;
  const names = await readdir(from);
  for (const name of ["logging.jsonl", "trainer_state.json"]) {
    if (names.includes(name)) return path.join(from, name);
  }
  const steps = names.flatMap((name) => /^checkpoint-(\d{1,9})$/.exec(name)?.[1] ?? []);
  for (const step of steps.sort((a, b) => Number(b) - Number(a))) {
    const state = path.join(from, `checkpoint-${step}`, "trainer_state.json");
    // A training that was killed may have left a checkpoint without it.
    if (await stat(state).catch(() => null)) return state;
  }
  throw new TrainLogError(
    `${from} holds no log of a training: no logging.jsonl, no trainer_state.json and no folder checkpoint-… with one.`,
  );
}

async function readText(file: string): Promise<string> {
  try {
    const { size } = await stat(file);
    if (size > LARGEST_MB * 1e6) throw new TrainLogError(`${file} is larger than ${LARGEST_MB} MB.`);
    return (await readFile(file, "utf8")).replace(/^\ufeff/, "");
  } catch (cause) {
    if (cause instanceof TrainLogError) throw cause;
    throw new TrainLogError(`${file}: ${faultOf(cause)}`);
  }
}

/** The lines of a log of lines, or of a trainer's state, which is one object over many. */
function linesOf(text: string, file: string): readonly LogLine[] {
  const state = parse(text);
  if (isObject(state) && Array.isArray(state.log_history)) return state.log_history.filter(isObject);
  const rows = text.split("\n");
  const last = rows.findLastIndex((row) => row.trim() !== "");
  return rows.flatMap((row, index) => {
    if (row.trim() === "") return [];
    const line = parse(row);
    if (isObject(line)) return [line];
    // A training that was killed may have left half a line.
    if (index === last && index > 0) return [];
    throw new TrainLogError(`${file}: line ${index + 1} is no JSON object, as each line of a log is.`);
  });
}

/** JSON as Python writes it, which knows numbers that JSON doesn't; undefined where it is none. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text.replaceAll(/(?<=[:,[]\s*)(?:NaN|-?Infinity)(?=\s*[,}\]])/g, "null"));
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown): value is LogLine =>
  typeof value === "object" && value !== null && !Array.isArray(value);
