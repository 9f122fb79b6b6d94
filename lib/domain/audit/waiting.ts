const LONGEST_MS = 5 * 60_000;

/** Who asks to be left alone for longer is asked again after an hour. */
const LONGEST_ASKED_MS = 60 * 60_000;

/**
 * How long to wait before lines are sent again that were not taken: 1, 2, 4 … seconds, five minutes at most; longer where
 * it was asked for.
 *
 * @param tries those that failed one after the other, from 1
 * @param askedMs for how long the other side asked to be left alone
 */
export const waitBeforeNext = (tries: number, askedMs: number | null): number =>
  Math.max(Math.min(LONGEST_MS, 1_000 * 2 ** (tries - 1)), Math.min(askedMs ?? 0, LONGEST_ASKED_MS));
