import { setTimeout as wait } from "node:timers/promises";

/** How long a server that fails is asked again. Time is milliseconds. */
export type Patience = {
  /** How often a server that is well may break down over one request before the request is given up. */
  readonly tries: number;
  /** How long a server may be away, or answer nothing but errors. */
  readonly awayMs: number;
  /** Before the first repetition; each later wait is twice as long. */
  readonly firstWaitMs: number;
  readonly longestWaitMs: number;
  readonly now: () => number;
  /** Rejects when aborted. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** 0 to 1: spreads the waits of requests that failed together. */
  readonly random: () => number;
  /** Is told of every wait, in a sentence for people. */
  readonly onWait: (sentence: string) => void;
};

/** A server that is restarted loads its weights in a few minutes. */
export const usualPatience: Patience = {
  tries: 5,
  awayMs: 15 * 60_000,
  firstWaitMs: 500,
  longestWaitMs: 30_000,
  now: () => performance.now(),
  sleep: async (ms, signal) => {
    await wait(ms, undefined, { signal });
  },
  random: Math.random,
  onWait: () => {},
};
