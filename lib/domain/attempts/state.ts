import { ZONE_TIME_MS } from "./zone-time";

/**
 * - open: the phase is locked and the zone may still be drawn; or the zone is stored, and the last answer of its second
 *   look may still come. Nothing of its result is told.
 * - scored: the zone is stored, and in a second look the last answer too; or that didn't come before another attempt at
 *   the case was begun or a day had passed. Then the first answer stands for it.
 * - missed: the zone was never drawn, and another attempt at the case was begun or a day has passed. It
 *   counts as a miss: peeking at the phase and starting over gains nothing.
 */
type AttemptState = "open" | "scored" | "missed";

type AttemptProgress = {
  readonly lockedAt: Date;
  readonly zoneAt: Date | null;
  /** Whether it has a second look. */
  readonly aided: boolean;
  /** When the last answer of the second look was stored. */
  readonly lastAt: Date | null;
  /** Whether the reader began another attempt at the same case later. */
  readonly superseded: boolean;
};

/** Up to when what comes next is taken: the zone from the locking on or, in a second look, the last answer from the zone on. */
export const stepEndsAt = ({ lockedAt, zoneAt }: Pick<AttemptProgress, "lockedAt" | "zoneAt">): Date =>
  new Date((zoneAt ?? lockedAt).getTime() + ZONE_TIME_MS);

export function attemptState(attempt: AttemptProgress, now: Date): AttemptState {
  const { zoneAt, aided, lastAt, superseded } = attempt;
  const waits = zoneAt === null || (aided && lastAt === null);
  if (waits && !superseded && now < stepEndsAt(attempt)) return "open";
  return zoneAt ? "scored" : "missed";
}
