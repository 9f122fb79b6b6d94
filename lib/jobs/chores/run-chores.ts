import { randomUUID } from "node:crypto";
import { log } from "../../log";
import { during } from "../../under-way";
import { witnessed } from "../../witness";

/** Work that the server does by itself, again and again. */
export type Chore = {
  readonly name: string;
  /** How long to rest between one round and the next. */
  readonly everyMs: number;
  /** One round. Several processes may be at it: who finds the work taken does nothing. */
  readonly run: (signal: AbortSignal) => Promise<unknown>;
};

/** After a round that failed, at least: the database may be away. */
const REST_AFTER_FAILURE_MS = 5_000;

/**
 * Runs chores until they are stopped. A round that fails is logged, and tried again later; one that is under way
 * when they are stopped is waited for.
 */
export function runChores(chores: readonly Chore[]): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const { signal } = stopping;
  const loops = chores.map(async ({ name, everyMs, run }) => {
    let rest = everyMs;
    while (await slept(rest, signal)) {
      const round = { id: randomUUID() };
      try {
        await during(round, () => witnessed("chore", name, () => run(signal)));
        rest = everyMs;
      } catch (error) {
        if (signal.aborted) return;
        // Once for a row of failures.
        if (rest === everyMs) {
          log().error({ err: error, chore: name, request: round.id }, "A chore failed; it is tried again.");
        }
        rest = Math.max(everyMs, REST_AFTER_FAILURE_MS);
      }
    }
  });
  return {
    async stop() {
      stopping.abort();
      await Promise.all(loops);
    },
  };
}

/** @returns false when it was stopped meanwhile */
function slept(ms: number, signal: AbortSignal): Promise<boolean> {
  if (signal.aborted) return Promise.resolve(false);
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      resolve(!signal.aborted);
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener("abort", end);
  });
}
