import type { Reading } from "@/lib/vlm/reading";
import type { Task } from "./task";

/** What an earlier start made of a task. An error is why an answer could not be read whole: it is an answer still. */
export type Earlier =
  | { readonly kind: "read"; readonly error: string | null }
  | { readonly kind: "failed"; readonly why: string };

/**
 * Where the readings of a run are kept, so that none is made twice. Answers and failures are apart: a failure is
 * the server's or the picture's, never the model's.
 */
export type Ledger = {
  /** Null when no earlier start has dealt with it. */
  earlier(task: Task): Earlier | null;
  /** The words of an answer that an earlier start has read; null when there is none. */
  wordsOf(task: Task): Promise<Reading["raw"] | null>;
  addReading(task: Task, reading: Reading): Promise<void>;
  addFailure(task: Task, why: string): Promise<void>;
};

/** A run can't be begun or gone on with: one sentence for people. */
export class PredictError extends Error {}
