import { constants } from "node:os";

/**
 * Resolves when somebody wants this program to end: Ctrl-C, or a polite kill. A second Ctrl-C ends it at once.
 *
 * @returns the exit status that says so: 128 and the signal's number
 */
export function untilAskedToStop(): Promise<number> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      process.on(signal, () => {
        process.once("SIGINT", () => process.exit(130));
        resolve(128 + constants.signals[signal]);
      });
    }
  });
}
