import { availableParallelism } from "node:os";
import sharp from "sharp";
import type { Reader } from "@/lib/vlm/reading";
import { isAnswered } from "./is-answered";
import type { Earlier, Ledger } from "./ledger";
import { prepareImage } from "./prepare-image";
import { type ReadEnd, type ReadEvent, readTasks } from "./read-tasks";
import { type Shard, shardOf, type Task } from "./task";
import type { Clock } from "./wait-for-server";

export type PredictOptions = {
  readonly shard: Shard;
  readonly concurrency: number;
  readonly patienceMs: number;
  readonly graceMs: number;
  readonly maxPixels: number | null;
  /** Reads frames again that failed in earlier starts. */
  readonly retryFailed: boolean;
  readonly stop: AbortSignal;
  readonly clock: Clock;
  /** Told as the run begins with what earlier starts made, and then of everything that happens. */
  readonly onEvent?: ((event: ReadEvent | null, tally: Tally) => void) | undefined;
};

/** What became of the cases of this part of a run, by this start and earlier ones. */
export type Tally = {
  readonly cases: number;
  /** Answers, those included that could not be read whole. */
  read: number;
  /** Of the answers, those that could not be read whole: they count as the model gave them. */
  unreadable: number;
  /** Cases without an answer: the server's fault, or the picture's. */
  failed: number;
  /** Of all these, those of this start. */
  now: number;
};

export type Predicted = {
  readonly end: ReadEnd;
  readonly tally: Tally;
  readonly failures: readonly Failure[];
};

type Failure = { readonly video: string; readonly frame: number; readonly why: string };

/** Has a model read what of its part of a run isn't read yet. */
export async function predict(
  tasks: readonly Task[],
  reader: Reader,
  ledger: Ledger,
  options: PredictOptions,
): Promise<Predicted> {
  const part = shardOf(tasks, options.shard);
  const tally: Tally = { cases: part.length, read: 0, unreadable: 0, failed: 0, now: 0 };
  const failures: Failure[] = [];
  const todo: Task[] = [];
  let known: Task | null = null;
  for (const task of part) {
    const earlier = ledger.earlier(task);
    if (earlier === null || (earlier.kind === "failed" && options.retryFailed)) todo.push(task);
    else count(tally, failures, task, earlier);
    if (earlier?.kind === "read") known = task;
  }
  options.onEvent?.(null, tally);
  // A picture is worked on by one thread; several are, and the job's own work is waiting.
  sharp.cache(false);
  sharp.concurrency(Math.max(1, Math.floor(availableParallelism() / 2)));
  const end = await readTasks(todo, reader, ledger, {
    ...options,
    isAnswered: (reading) => isAnswered(reading, reader.description.parameters),
    known,
    prepare: async (task) => prepareImage(await task.load(), task, options.maxPixels),
    onEvent: (event) => {
      if (event.kind === "read" || event.kind === "failed") {
        tally.now += 1;
        const made: Earlier =
          event.kind === "read"
            ? { kind: "read", error: event.reading.error }
            : { kind: "failed", why: event.why };
        count(tally, failures, event.task, made);
      }
      options.onEvent?.(event, tally);
    },
  });
  return { end, tally, failures };
}

function count(tally: Tally, failures: Failure[], { video, frame }: Task, made: Earlier): void {
  if (made.kind === "failed") {
    tally.failed += 1;
    failures.push({ video, frame, why: made.why });
    return;
  }
  tally.read += 1;
  if (made.error !== null) tally.unreadable += 1;
}
