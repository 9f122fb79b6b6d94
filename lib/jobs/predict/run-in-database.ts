import { setTimeout as pause } from "node:timers/promises";
import { SYSTEM } from "@/lib/auth/actor";
import type { Database } from "@/lib/db/client";
import { boolean, text } from "@/lib/db/columns";
import { isUnreachable } from "@/lib/db/errors";
import { lockKeeper } from "@/lib/db/lock-keeper";
import { statement } from "@/lib/db/statement";
import type { Size } from "@/lib/domain/geometry";
import { storableText } from "@/lib/domain/text/plain-text";
import type { RunManifest } from "@/lib/resgo/predictions";
import type { Context } from "@/lib/services/context";
import { beginRun } from "@/lib/services/model-runs/begin-run";
import { finishRun } from "@/lib/services/model-runs/finish-run";
import { loadAnswers } from "@/lib/services/model-runs/load-answers";
import { loadProgress } from "@/lib/services/model-runs/load-progress";
import { type Recorded, recordReadings } from "@/lib/services/model-runs/record-readings";
import { rereadRun } from "@/lib/services/model-runs/reread-run";
import type { PredictionRow } from "@/lib/services/model-runs/upsert-predictions";
import type { Result } from "@/lib/services/result";
import type { Reading } from "@/lib/vlm/reading";
import { type Ledger, PredictError } from "./ledger";
import { differences, differInReading } from "./manifest";
import { type Shard, type Task, WHOLE } from "./task";

type RunInDatabase = Ledger & {
  /**
   * Writes what isn't yet, and finishes the run when it has read all of some cases.
   *
   * @param finish whether it may be finished now
   * @returns how many of these are missing; of a run that may not be finished, 0
   */
  close(all: readonly Task[], finish?: boolean): Promise<number>;
};

export type RunOptions = {
  readonly datasetId: string;
  readonly manifest: RunManifest & { readonly name: string };
  readonly shard: Shard;
  /** Whether to show it once it is finished; null: as the manifest says, or as it was. */
  readonly shown: boolean | null;
  readonly rectify: boolean;
  /** Reads an answer again as the manifest says, where it was read in another unit or order. */
  readonly reread: (reading: Reading, frame: Size) => Reading;
};

/** Readings wait for so many others, and no longer than this: what a kill costs, and each write an audit row. */
const BATCH_READINGS = 100;
const BATCH_MS = 2_000;
/** The database may be away as long as a restart takes. */
const DATABASE_PATIENCE_MS = 120_000;
const DATABASE_WAIT_MS = 2_000;

/**
 * Begins a run in the database, or goes on with it.
 *
 * @throws PredictError when a run of that model and name was made with another prompt or parameters, or when another
 *   process is at the same part of it
 */
export async function openRun(db: Database, options: RunOptions): Promise<RunInDatabase> {
  const { manifest, datasetId, shard } = options;
  const ctx = () => ({ actor: SYSTEM, now: new Date(), db });
  const { model, name, checkpoint, promptVersion, parameters } = manifest;
  const begun = orThrow(
    await beginRun(ctx(), {
      ...{ datasetId, model, name, checkpoint, promptVersion, parameters },
      server: manifest.server ?? {},
    }),
  );
  const others = differences(begun, manifest);
  const rereads = differInReading(begun, manifest);
  if (others.length > 0 && !rereads) {
    throw new PredictError(
      `The run ${name} of ${model} is another: ${others.join("; ")}. Give this one another --name, or run it as that one was.`,
    );
  }
  const release = await lockPart(db, begun.id, shard);
  try {
    if (rereads) await rereadAnswers(ctx(), begun.id, options);
    const progress = orThrow(await loadProgress(ctx(), { runId: begun.id, byPhase: options.rectify }));
    const batches = startBatches((recorded) =>
      whenReachable(async () => {
        orThrow(await recordReadings(ctx(), { runId: begun.id, ...recorded }));
      }),
    );
    return {
      earlier({ caseId }) {
        const error = progress.read.get(caseId!);
        if (error !== undefined) return { kind: "read", error };
        const why = progress.failed.get(caseId!);
        return why === undefined ? null : { kind: "failed", why };
      },
      async wordsOf({ caseId }) {
        const [answer] = orThrow(await loadAnswers(ctx(), { runId: begun.id, caseIds: [caseId!] }));
        return answer?.row.raw ?? null;
      },
      addReading: (task, reading) =>
        batches.add({ predictions: [toRow(task.caseId!, reading)], failures: [] }),
      addFailure: (task, why) =>
        batches.add({ predictions: [], failures: [{ caseId: task.caseId!, why: storableText(why) }] }),
      async close(all, finish = true) {
        try {
          await batches.end();
          if (!finish) return 0;
          const shown = options.shown ?? (begun.finished ? begun.shown : manifest.shown !== false);
          const caseIds = all.map(({ caseId }) => caseId!);
          const { missing } = orThrow(await finishRun(ctx(), { runId: begun.id, caseIds, shown }));
          return missing;
        } finally {
          await release();
        }
      },
    };
  } catch (cause) {
    await release();
    throw cause;
  }
}

/** Reads every answer of a run again, and has the run say how. */
async function rereadAnswers(ctx: Context, runId: string, { manifest, reread }: RunOptions): Promise<void> {
  const answers = orThrow(await loadAnswers(ctx, { runId, caseIds: null }));
  const predictions = answers.map(({ row: { caseId, phaseProbabilities, raw, ...row }, width, height }) => {
    const said = { ...row, raw: raw ?? { turn1: null, turn2: null }, phaseProbabilities: null };
    return { ...toRow(caseId, reread(said, { width, height })), phaseProbabilities };
  });
  orThrow(await rereadRun(ctx, { runId, parameters: manifest.parameters, predictions }));
}

type Batch = Omit<Recorded, "runId">;

/** Gathers what is read and writes it a batch at a time; whoever adds waits while two batches are on their way. */
function startBatches(write: (batch: Batch) => Promise<void>) {
  let batch: Batch = { predictions: [], failures: [] };
  let timer: NodeJS.Timeout | null = null;
  let writing: Promise<void> = Promise.resolve();
  const flush = (): Promise<void> => {
    if (timer) clearTimeout(timer);
    timer = null;
    const full = batch;
    batch = { predictions: [], failures: [] };
    writing = writing.then(() => write(full));
    // Whoever adds next, or ends, is told.
    writing.catch(() => {});
    return writing;
  };
  const size = (): number => batch.predictions.length + batch.failures.length;
  return {
    async add({ predictions, failures }: Batch): Promise<void> {
      const before = writing;
      batch = {
        predictions: [...batch.predictions, ...predictions],
        failures: [...batch.failures, ...failures],
      };
      timer ??= setTimeout(flush, BATCH_MS);
      if (size() < BATCH_READINGS) return;
      flush();
      await before;
    },
    async end(): Promise<void> {
      await (size() > 0 ? flush() : writing);
    },
  };
}

/** Does something once the database is there: it may restart while a long run goes on. */
async function whenReachable(work: () => Promise<void>): Promise<void> {
  const since = performance.now();
  for (;;) {
    try {
      return await work();
    } catch (cause) {
      if (!isUnreachable(cause) || performance.now() - since > DATABASE_PATIENCE_MS) throw cause;
      await pause(DATABASE_WAIT_MS);
    }
  }
}

const tryLock = statement({
  name: "try-lock-part-of-run",
  params: { part: text },
  row: { held: boolean },
  sql: "SELECT pg_try_advisory_xact_lock(hashtextextended($part, 0)) AS held",
});

/** Keeps a part of a run to this process, by a lock that ends with it. */
async function lockPart(db: Database, runId: string, { index, of }: Shard): Promise<() => Promise<void>> {
  const keeper = await lockKeeper(db);
  const part = `predict ${runId} ${of === WHOLE.of ? "" : `${index}/${of}`}`;
  if ((await keeper.get(tryLock, { part })).held) return keeper.letGo;
  await keeper.letGo();
  throw new PredictError("Another process is at this run. Wait for it to end, or stop it.");
}

function toRow(caseId: string, reading: Reading): PredictionRow {
  const { phase, phaseProbabilities, box, rationale, raw, samples, error } = storable(reading);
  return { caseId, phase, phaseProbabilities, box, rationale, raw, samples, error };
}

/** The same, with every text as Postgres can store it. */
function storable<T>(value: T): T {
  if (typeof value === "string") return storableText(value) as T;
  if (Array.isArray(value)) return value.map(storable) as T;
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, storable(each)])) as T;
}

function orThrow<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new PredictError(result.failure.detail);
}
