/** Measures for how long a frame has been looked at. Times are milliseconds of a clock that never goes back. */
type Stopwatch = {
  /** Goes on, if it stands still. */
  run(): void;
  pause(): void;
  /** Whole milliseconds so far. */
  elapsed(): number;
  /** Adds what was measured before a reload. */
  add(ms: number): void;
};

export function createStopwatch(now: () => number): Stopwatch {
  let before = 0;
  let since: number | null = null;
  const elapsed = (): number => before + (since === null ? 0 : now() - since);
  return {
    run: () => {
      since ??= now();
    },
    pause: () => {
      before = elapsed();
      since = null;
    },
    elapsed: () => Math.round(elapsed()),
    add: (ms) => {
      before += ms;
    },
  };
}
