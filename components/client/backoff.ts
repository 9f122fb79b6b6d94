const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 30_000;

/**
 * How long to wait after a number of failures in a row, in milliseconds: doubling from 1 s to 30 s, less up to half by
 * chance, so that many browsers don't come back at once.
 *
 * @param asked what the server asked for; null where it did not
 * @param random 0 ≤ x < 1
 */
export function waitAfter(failures: number, asked: number | null, random: number): number {
  const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (failures - 1));
  return Math.max(wait * (1 - random / 2), asked ?? 0);
}

/** Waits; no longer than until it is called off. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
