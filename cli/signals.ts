/** Resolves when somebody wants this program to end: Ctrl-C, or a polite kill. A second Ctrl-C ends it at once. */
export function untilAskedToStop(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      process.on(signal, () => {
        process.once("SIGINT", () => process.exit(130));
        resolve();
      });
    }
  });
}
