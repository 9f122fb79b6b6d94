import { BundleError } from "@/lib/resgo/list-files";
import { ServerUnavailable } from "@/lib/vlm/errors";
import type { Reader, Reading } from "@/lib/vlm/reading";
import type { Ledger } from "./ledger";
import { lookAhead } from "./look-ahead";
import type { SentImage } from "./prepare-image";
import type { Task } from "./task";
import { type Clock, waitForServer } from "./wait-for-server";

export type ReadTasksOptions = {
  /** Frames under way at once. A frame's turns follow each other. */
  readonly concurrency: number;
  /** How long the server may be away, in milliseconds. */
  readonly patienceMs: number;
  /** How long frames under way may go on once the job is to stop, in milliseconds. */
  readonly graceMs: number;
  /** @throws BundleError when the picture is no good */
  readonly prepare: (task: Task) => Promise<SentImage>;
  /** Whether a reading is an answer of the model's, whatever can be read from it. */
  readonly isAnswered: (reading: Reading) => boolean;
  /** A frame that the server has answered before: asked again to see whether the server is there. */
  readonly known: Task | null;
  /** Aborted when the job is to stop. */
  readonly stop: AbortSignal;
  readonly clock: Clock;
  readonly onEvent?: ((event: ReadEvent) => void) | undefined;
};

export type ReadEvent =
  | { readonly kind: "read"; readonly task: Task; readonly reading: Reading }
  | { readonly kind: "failed"; readonly task: Task; readonly why: string }
  | { readonly kind: "away"; readonly why: string; readonly waitMs: number }
  | { readonly kind: "back" };

/** How it ended: with every task read or failed, or before that. */
export type ReadEnd =
  | { readonly kind: "done" }
  | { readonly kind: "stopped" }
  | { readonly kind: "gave-up"; readonly why: string };

/** After this many failures on a frame, while the server answers others, the frame is taken for the cause. */
const MOST_STRIKES = 2;
/** A frame that was under way this many times when the server went away may be the cause. */
const MOST_OUTAGES = 6;
/** This many refusals in a row are taken for a fault of the server, not of the frames. */
const MOST_REFUSALS = 20;

type Turn = { readonly task: Task; readonly strikes: number; readonly outages: number };
type Unanswered = { readonly turn: Turn; readonly why: string };

/**
 * Reads tasks, a number of them at once, and hands each reading to the ledger as it comes.
 *
 * When the server fails on a frame, nothing new is begun until the others under way have ended. If the server has
 * answered one of these meanwhile, or answers a frame it has answered before, that frame comes last, alone, and is
 * then recorded as failed. If it doesn't, the job waits, and goes on with that frame once the server is back.
 */
export async function readTasks(
  tasks: readonly Task[],
  reader: Pick<Reader, "read">,
  ledger: Pick<Ledger, "addReading" | "addFailure">,
  options: ReadTasksOptions,
): Promise<ReadEnd> {
  const { stop, clock, onEvent = () => {} } = options;
  const imageOf = lookAhead(tasks, options.concurrency, options.prepare);
  const under = new AbortController();
  const queue: Turn[] = tasks.map((task) => ({ task, strikes: 0, outages: 0 })).reverse();
  const late: Turn[] = [];
  let known = options.known;
  let dealtWith = 0;
  let answers = 0;
  let refusals = 0;
  let gaveUp: string | null = null;

  const fail = async (task: Task, why: string): Promise<void> => {
    await ledger.addFailure(task, why);
    dealtWith += 1;
    onEvent({ kind: "failed", task, why });
  };

  /** @returns what the server says; a sentence when it says nothing; null when it need not be asked any more */
  const ask = async (task: Task, image: SentImage): Promise<Reading | string | null> => {
    try {
      return await reader.read({ ...frameOf(task), image }, under.signal);
    } catch (cause) {
      if (under.signal.aborted) return null;
      if (cause instanceof ServerUnavailable) return cause.message;
      throw cause;
    }
  };

  /** Reads a task and records what came of it. @returns why nothing came of it */
  const read = async (task: Task): Promise<string | null> => {
    const image = await imageOf(task).catch((cause: unknown) => {
      if (cause instanceof BundleError) return cause.message;
      throw cause;
    });
    if (typeof image === "string") {
      await fail(task, image);
      return null;
    }
    const said = await ask(task, image);
    if (said === null || typeof said === "string") return said;
    answers += 1;
    if (!options.isAnswered(said)) {
      refusals += 1;
      if (refusals >= MOST_REFUSALS)
        gaveUp ??= `The server refused ${refusals} frames in a row. ${said.error}`;
      await fail(task, said.error ?? "The server gave no answer.");
      return null;
    }
    refusals = 0;
    known = task;
    await ledger.addReading(task, said);
    dealtWith += 1;
    onEvent({ kind: "read", task, reading: said });
    return null;
  };

  /** Works on turns until there are none left, or the server fails on one. @returns those it failed on */
  const work = async (
    turns: Turn[],
    atOnce: number,
  ): Promise<{ unanswered: Unanswered[]; alive: boolean }> => {
    const unanswered: Unanswered[] = [];
    let answersBefore = 0;
    const worker = async (): Promise<void> => {
      while (unanswered.length === 0 && gaveUp === null && !stop.aborted && !under.signal.aborted) {
        const turn = turns.pop();
        if (!turn) return;
        const why = await read(turn.task);
        if (why === null) continue;
        if (unanswered.length === 0) answersBefore = answers;
        unanswered.push({ turn, why });
      }
    };
    await allOrAbort(Array.from({ length: atOnce }, worker), under);
    return { unanswered, alive: unanswered.length > 0 && answers > answersBefore };
  };

  const isThere = async (): Promise<boolean> => {
    const image = known && (await options.prepare(known).catch(() => null));
    if (known && image) return isReading(await ask(known, image));
    const before = answers;
    const turn = queue.pop() ?? late.pop();
    if (!turn) return false;
    if ((await read(turn.task)) !== null) queue.push(turn);
    return answers > before;
  };

  /** Finds out whether it is the frames or the server, and puts the frames where they belong. */
  const judge = async (unanswered: readonly Unanswered[], alive: boolean): Promise<void> => {
    if (alive || (await isThere())) {
      for (const { turn, why } of unanswered) {
        const strikes = turn.strikes + 1;
        if (strikes >= MOST_STRIKES) await fail(turn.task, why);
        else late.unshift({ ...turn, strikes });
      }
      return;
    }
    for (const { turn, why } of unanswered) {
      const outages = turn.outages + 1;
      if (outages >= MOST_OUTAGES) await fail(turn.task, why);
      else queue.push({ ...turn, outages });
    }
    const why = unanswered[0]!.why;
    const onWait = (waitMs: number): void => onEvent({ kind: "away", why, waitMs });
    const back = await waitForServer(isThere, {
      patienceMs: options.patienceMs,
      signal: stop,
      clock,
      onWait,
    });
    if (!back) gaveUp = why;
    else if (!stop.aborted) onEvent({ kind: "back" });
  };

  const release = afterGrace(stop, options.graceMs, under);
  try {
    while (gaveUp === null && !stop.aborted && queue.length + late.length > 0) {
      const main = queue.length > 0;
      const { unanswered, alive } = await work(main ? queue : late, main ? options.concurrency : 1);
      if (unanswered.length > 0 && !stop.aborted) await judge(unanswered, alive);
    }
  } finally {
    release();
  }
  if (dealtWith === tasks.length) return { kind: "done" };
  return gaveUp === null ? { kind: "stopped" } : { kind: "gave-up", why: gaveUp };
}

function frameOf({ video, frame, width, height, referencePhase }: Task) {
  return { video, frame, width, height, referencePhase };
}

function isReading(said: Reading | string | null): boolean {
  return said !== null && typeof said !== "string";
}

/** Aborts what is under way some time after a stop was asked for. @returns what calls it off */
function afterGrace(stop: AbortSignal, graceMs: number, under: AbortController): () => void {
  let timer: NodeJS.Timeout | undefined;
  const begin = (): void => {
    timer = setTimeout(() => under.abort(new Error("The job was stopped.")), graceMs);
  };
  if (stop.aborted) begin();
  else stop.addEventListener("abort", begin, { once: true });
  return () => {
    stop.removeEventListener("abort", begin);
    clearTimeout(timer);
  };
}

/** Waits for all workers; the first that throws aborts what the others have under way, and is thrown at the end. */
async function allOrAbort(workers: readonly Promise<void>[], under: AbortController): Promise<void> {
  const ended = await Promise.allSettled(
    workers.map((worker) =>
      worker.catch((cause: unknown) => {
        under.abort(cause);
        throw cause;
      }),
    ),
  );
  const failure = ended.find((result) => result.status === "rejected");
  if (failure) throw failure.reason;
}
