/** Time, as jobs meet it; tests have their own. */
export type Clock = {
  /** Milliseconds since some moment. */
  now(): number;
  /** Ends early, without throwing, when the signal is aborted. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
};

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;

/**
 * Asks again and again whether a server is there, each time after a wait twice as long, up to a minute.
 *
 * @param patienceMs how long it may be away, in milliseconds
 * @returns whether it came back in that time; true, too, when the signal was aborted
 */
export async function waitForServer(
  isThere: () => Promise<boolean>,
  { patienceMs, signal, clock, onWait }: WaitOptions,
): Promise<boolean> {
  const since = clock.now();
  for (let wait = FIRST_WAIT_MS; ; wait = Math.min(2 * wait, LONGEST_WAIT_MS)) {
    const left = patienceMs - (clock.now() - since);
    if (left <= 0) return false;
    const now = Math.min(wait, left);
    onWait(now);
    await clock.wait(now, signal);
    if (signal.aborted || (await isThere())) return true;
  }
}

type WaitOptions = {
  readonly patienceMs: number;
  readonly signal: AbortSignal;
  readonly clock: Clock;
  /** Told before each wait, in milliseconds. */
  readonly onWait: (ms: number) => void;
};
