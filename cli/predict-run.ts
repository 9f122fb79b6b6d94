import { setTimeout as pause } from "node:timers/promises";
import type { Size } from "@/lib/domain/geometry";
import { variable } from "@/lib/env";
import { describeJudgement } from "@/lib/jobs/predict/describe-judgement";
import { openJournal } from "@/lib/jobs/predict/journal";
import { PredictError } from "@/lib/jobs/predict/ledger";
import { defaultName, manifestOf } from "@/lib/jobs/predict/manifest";
import { meetReader } from "@/lib/jobs/predict/meet-reader";
import {
  type PredictEvent,
  type Predicted,
  type PredictOptions,
  predict,
  type Tally,
} from "@/lib/jobs/predict/predict";
import { describeRate, describeTime, startRate } from "@/lib/jobs/predict/rate";
import { openRun } from "@/lib/jobs/predict/run-in-database";
import { type PictureFit, sentSize } from "@/lib/jobs/predict/sent-size";
import { shardOf, WHOLE } from "@/lib/jobs/predict/task";
import type { Clock } from "@/lib/jobs/predict/wait-for-server";
import { writeOut } from "@/lib/jobs/predict/write-out";
import type { RunManifest } from "@/lib/resgo/predictions";
import { boxesOf, type Reader, type ReaderOptions, type Reading } from "@/lib/vlm/reading";
import { rereadBoxes } from "@/lib/vlm/reread-boxes";
import type { Progress } from "@/tooling/progress";
import type { PredictJob } from "./predict-job";
import type { PredictCommandOptions } from "./predict-options";
import { type PredictOutcome, printOutcome } from "./predict-outcome";
import { untilAskedToStop } from "./signals";

/** How long the requests under way may take once the job is told to stop; clusters allow half a minute. */
const GRACE_MS = 5_000;

const clock: Clock = {
  now: () => performance.now(),
  wait: (ms, signal) => pause(ms, undefined, { signal }).catch(() => {}),
};

/** Runs a job from the first question to the last line on the terminal. */
export async function runPredict(
  job: PredictJob,
  options: PredictCommandOptions,
  progress: Progress,
): Promise<void> {
  if (job.tasks.length === 0) throw new PredictError("There is no case to read.");
  const stop = new AbortController();
  let status = 0;
  untilAskedToStop().then((code) => {
    status = code;
    stop.abort();
    progress.say("Stopping: what is under way may end first.");
  });
  const show = shower(progress, options);
  const work: PredictOptions = {
    shard: options.shard ?? WHOLE,
    concurrency: options.concurrency,
    patienceMs: options.patience * 60_000,
    graceMs: GRACE_MS,
    fit: fitOf(options),
    keepGoing: options.keepGoing ?? false,
    retryFailed: options.retryFailed ?? false,
    stop: stop.signal,
    clock,
    onEvent: show,
  };
  const reader = await meetReader(readerOptions(options), { ...work, onEvent: (event) => show(event, null) });
  if (!reader) {
    progress.end();
    process.stderr.write("Stopped before anything was read.\n");
    process.exitCode = status;
    return;
  }
  const since = performance.now();
  const done = await keep(job, options, reader, work);
  progress.end();
  const outcome: PredictOutcome = {
    ...done,
    model: options.model,
    boxes: boxesOf(reader.description.parameters),
    problems: job.problems,
    seconds: (performance.now() - since) / 1_000,
  };
  process.exitCode = printOutcome(outcome, options.json ?? false, status);
}

/** Reads into a file or the database, whichever it is to be. */
async function keep(job: PredictJob, options: PredictCommandOptions, reader: Reader, work: PredictOptions) {
  const shown = options.show ? true : options.hide ? false : null;
  const manifest: RunManifest = manifestOf(reader.description, {
    name: options.name ?? null,
    checkpoint: options.checkpoint ?? null,
    fit: fitOf(options),
    shown,
  });
  const rectify = options.rectify ?? false;
  const reread = (reading: Reading, frame: Size): Reading =>
    rereadBoxes(reading, reader.description.parameters, sentSize(frame, work.fit) ?? frame, frame);
  if (job.into.kind === "file") {
    const { out } = job.into;
    const journal = await openJournal({
      ...{ out, shard: work.shard, manifest, rectify, tasks: job.tasks },
      reread,
    });
    const predicted = await thenClose(predict(job.tasks, reader, journal, work), () => journal.close());
    if (predicted.end.kind === "other-boxes") {
      const missing = job.tasks.length - predicted.tally.read - predicted.tally.failed;
      return { ...predicted, into: out, run: null, missing, finished: false, written: false };
    }
    const parts = { tasks: job.tasks, part: shardOf(job.tasks, work.shard) };
    const { missing, written } = await writeOut(out, parts, manifest, rectify);
    return { ...predicted, into: out, run: null, missing, finished: missing === 0, written };
  }
  const { db, datasetId, dataset } = job.into;
  const name = manifest.name ?? defaultName(reader.description.parameters);
  const run = await openRun(db, {
    datasetId,
    manifest: { ...manifest, name },
    shard: work.shard,
    shown,
    rectify,
    reread,
  });
  let missing = 0;
  const predicted = await thenClose(predict(job.tasks, reader, run, work), async (ended) => {
    missing = await run.close(job.all, ended?.end.kind !== "other-boxes");
  });
  const finished = missing === 0 && predicted.end.kind !== "other-boxes";
  return { ...predicted, into: dataset, run: name, missing, finished, written: true };
}

/** Closes what keeps the results, whatever comes of the work. */
async function thenClose(
  work: Promise<Predicted>,
  close: (ended: Predicted | null) => Promise<void>,
): Promise<Predicted> {
  let ended: Predicted | null = null;
  try {
    ended = await work;
    return ended;
  } finally {
    await close(ended);
  }
}

const fitOf = ({ maxPixels, multipleOf }: PredictCommandOptions): PictureFit => ({
  maxPixels: maxPixels ?? null,
  multipleOf: multipleOf ?? null,
});

function readerOptions(options: PredictCommandOptions): ReaderOptions {
  return {
    baseUrl: options.baseUrl,
    apiKey: options.apiKeyEnv === undefined ? null : (variable(options.apiKeyEnv) ?? null),
    model: options.model,
    prompt: options.prompt,
    coordinates: options.coordinates,
    boxUnit: options.boxUnit ?? null,
    boxOrder: options.boxOrder ?? null,
    study: {
      rectify: options.rectify ?? false,
      singleTurn: options.singleTurn ?? false,
      noDefinition: !options.definition,
    },
    samples: options.samples,
    temperature: options.temperature ?? null,
    maxTokens: options.maxTokens,
    seed: options.seed,
    timeoutMs: options.timeout * 1_000,
  };
}

/** Shows what happens: how far it is, and in lines of their own what went wrong. */
function shower(progress: Progress, options: PredictCommandOptions) {
  let rate = startRate(clock.now);
  return (event: PredictEvent | null, tally: Tally | null): void => {
    if (event === null) rate = startRate(clock.now);
    else if (event.kind === "boxes") {
      const { seen, todo } = describeJudgement(event.judgement, boxesOf(readerOptions(options)));
      progress.say(`${seen} ${todo}`);
      return;
    } else if (event.kind === "away") {
      progress.say(`${event.why} Waiting ${describeTime(event.waitMs / 1_000)}; what was read is kept.`);
      return;
    } else if (event.kind === "back") {
      progress.say("The server is back.");
      return;
    } else {
      rate.step();
      if (event.kind === "failed") {
        progress.say(`${event.task.video}, frame ${event.task.frame}: ${event.why}`);
      }
    }
    if (!tally) return;
    const done = tally.read + tally.failed;
    const speed = describeRate(rate.perSecond(), tally.cases - done);
    progress.update(
      "reading",
      done,
      tally.cases,
      [`${tally.failed} failed`, speed].filter(Boolean).join(", "),
    );
  };
}
