import { constants } from "node:os";

const ENDING = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Resolves when somebody wants this program to end: Ctrl-C, or a polite kill. A second Ctrl-C ends it at once.
 *
 * @param signals those that say so: a program may be told something else by one of them
 * @returns the exit status that says so: 128 and the signal's number
 */
export function untilAskedToStop(signals: readonly (typeof ENDING)[number][] = ENDING): Promise<number> {
  return new Promise((resolve) => {
    for (const signal of signals) {
      process.on(signal, () => {
        process.once("SIGINT", () => process.exit(130));
        resolve(128 + constants.signals[signal]);
      });
    }
  });
}
