const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** The second try waits so long, and each further one twice as long as the one before … */
const FIRST_WAIT_MS = 10 * SECOND_MS;
/** … but no longer than this. */
const MOST_WAIT_MS = 3 * HOUR_MS;
/** What another system asks for is believed up to here. */
const MOST_ASKED_MS = 24 * HOUR_MS;
/** What could not be told for so long is given up. */
const TRIED_MS = 72 * HOUR_MS;
/** By so much of it a wait is longer or shorter, so that what failed together doesn't come back together. */
const SPREAD = 0.25;

type Failed = {
  /** Tries so far, this one among them. */
  readonly attempts: number;
  /** When the first of them was. */
  readonly triedSince: Date;
};

/**
 * When to try again what another system did not take for now; null where it has been tried long enough.
 *
 * @param after before which the other system doesn't want to be asked
 * @param chance from 0 up to 1
 */
export function nextTry(
  { attempts, triedSince }: Failed,
  now: Date,
  after: Date | undefined,
  chance: number,
): Date | null {
  if (now.getTime() - triedSince.getTime() >= TRIED_MS) return null;
  const wait = Math.min(MOST_WAIT_MS, FIRST_WAIT_MS * 2 ** (attempts - 1));
  const spread = wait * (1 + SPREAD * (2 * chance - 1));
  return new Date(Math.max(now.getTime() + spread, askedFor(after, now)?.getTime() ?? 0));
}

/** Until when another system is left alone that asked for it; null where it didn't, or for no time that lies ahead. */
export function askedFor(after: Date | undefined, now: Date): Date | null {
  if (!after || Number.isNaN(after.getTime()) || after <= now) return null;
  return new Date(Math.min(after.getTime(), now.getTime() + MOST_ASKED_MS));
}

/** What `Retry-After` says (RFC 9110, section 10.2.3): seconds, or a moment. Undefined for nothing that can be read. */
export function readRetryAfter(header: string | null, now: Date): Date | undefined {
  if (header === null) return undefined;
  const text = header.trim();
  if (/^\d{1,9}$/.test(text)) return new Date(now.getTime() + Number(text) * SECOND_MS);
  // A date has letters; Date.parse would take "-5" for a year.
  const at = /[a-z]/i.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? undefined : new Date(at);
}
