import { availableParallelism } from "node:os";
import sharp from "sharp";
import type { Judgement } from "@/lib/vlm/answers/judge-boxes";
import { boxesOf, type Reader } from "@/lib/vlm/reading";
import { isAnswered } from "./is-answered";
import type { Earlier, Ledger } from "./ledger";
import { prepareImage } from "./prepare-image";
import { type ReadEnd, type ReadEvent, readTasks } from "./read-tasks";
import type { PictureFit } from "./sent-size";
import { type Shard, shardOf, type Task } from "./task";
import type { Clock } from "./wait-for-server";
import { MOST_JUDGED, watchBoxes } from "./watch-boxes";

export type PredictOptions = {
  readonly shard: Shard;
  readonly concurrency: number;
  readonly patienceMs: number;
  readonly graceMs: number;
  readonly fit: PictureFit;
  /** Goes on where boxes are in another unit, order or picture size than they were asked for in. */
  readonly keepGoing: boolean;
  /** Reads frames again that failed in earlier starts. */
  readonly retryFailed: boolean;
  readonly stop: AbortSignal;
  readonly clock: Clock;
  /** Told as the run begins with what earlier starts made, and then of everything that happens. */
  readonly onEvent?: ((event: PredictEvent | null, tally: Tally) => void) | undefined;
};

/** Boxes: they are not in what they were asked for, and the run goes on all the same. */
export type PredictEvent = ReadEvent | { readonly kind: "boxes"; readonly judgement: Judgement };

/** Other boxes: the run was stopped because they are not in what they were asked for. */
type PredictEnd = ReadEnd | { readonly kind: "other-boxes"; readonly judgement: Judgement };

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
  readonly end: PredictEnd;
  readonly tally: Tally;
  readonly failures: readonly Failure[];
};

type Failure = { readonly video: string; readonly frame: number; readonly why: string };

/**
 * Has a model read what of its part of a run isn't read yet. When the first boxes show that they are in another unit,
 * order or picture size than was asked for, nothing more is asked, unless the run is to keep going.
 */
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
  const { parameters } = reader.description;
  const watch = watchBoxes(boxesOf(parameters), { fit: options.fit, singleTurn: parameters.singleTurn });
  const halt = new AbortController();
  let judged: Judgement | null = null;
  const judge = (judgement: Judgement | null): void => {
    if (judgement === null || judged !== null) return;
    judged = judgement;
    if (options.keepGoing) options.onEvent?.({ kind: "boxes", judgement }, tally);
    else halt.abort();
  };
  for (const task of part.filter((each) => ledger.earlier(each)?.kind === "read").slice(0, MOST_JUDGED)) {
    const words = await ledger.wordsOf(task);
    if (words) judge(watch.add(task, words));
  }
  if (todo.length === 0) judge(watch.judge());
  // A picture is worked on by one thread; several are, and the job's own work is waiting.
  sharp.cache(false);
  sharp.concurrency(Math.max(1, Math.floor(availableParallelism() / 2)));
  const end = await readTasks(todo, reader, ledger, {
    ...options,
    stop: AbortSignal.any([options.stop, halt.signal]),
    isAnswered: (reading) => isAnswered(reading, parameters),
    known,
    prepare: async (task) => prepareImage(await task.load(), task, options.fit),
    onEvent: (event) => {
      if (event.kind === "read" || event.kind === "failed") {
        tally.now += 1;
        const made: Earlier =
          event.kind === "read"
            ? { kind: "read", error: event.reading.error }
            : { kind: "failed", why: event.why };
        count(tally, failures, event.task, made);
        if (event.kind === "read") judge(watch.add(event.task, event.reading.raw));
      }
      options.onEvent?.(event, tally);
    },
  });
  if (end.kind === "done") judge(watch.judge());
  // Told to keep going, it has gone on.
  if (halt.signal.aborted) return { end: { kind: "other-boxes", judgement: judged! }, tally, failures };
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
