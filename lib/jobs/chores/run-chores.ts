import { randomUUID } from "node:crypto";
import { log } from "../../log";
import { during } from "../../under-way";
import { witnessed } from "../../witness";

/** Work that the server does by itself, again and again. */
export type Chore = {
  readonly name: string;
  /** How long to rest between one round and the next, at least. */
  readonly everyMs: number;
  /** One round. Several processes may be at it: who finds the work taken does nothing. */
  readonly run: (signal: AbortSignal) => Promise<unknown>;
};

/** After a round that failed, at least: the database may be away. */
const REST_AFTER_FAILURE_MS = 5_000;

/** The longer a round took, the longer the rest, so that those who wait for an answer have the processors: so many times. */
const RESTS_OF_WORK = 3;

/** … and no longer than so many times what it rests at least. */
const MOST_RESTS = 3;

const restAfter = (everyMs: number, tookMs: number): number =>
  Math.min(MOST_RESTS * everyMs, Math.max(everyMs, RESTS_OF_WORK * tookMs));

/**
 * Runs chores until they are stopped. A round that fails is logged, and tried again later; one that is under way
 * when they are stopped is waited for.
 */
export function runChores(chores: readonly Chore[]): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const { signal } = stopping;
  const loops = chores.map(async ({ name, everyMs, run }) => {
    let rest = everyMs;
    let failed = false;
    while (await slept(rest, signal)) {
      const round = { id: randomUUID() };
      const begun = performance.now();
      try {
        await during(round, () => witnessed("chore", name, () => run(signal)));
        rest = restAfter(everyMs, performance.now() - begun);
        failed = false;
      } catch (error) {
        if (signal.aborted) return;
        // Once for a row of failures.
        if (!failed) {
          log().error({ err: error, chore: name, request: round.id }, "A chore failed; it is tried again.");
        }
        failed = true;
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
