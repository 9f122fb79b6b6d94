import { ZONE_TIME_MS } from "./zone-time";

/**
 * - open: the phase is locked and the zone may still be drawn.
 * - scored: the zone is stored.
 * - missed: the zone was never drawn, and another attempt at the case was begun or a day has passed. It
 *   counts as a miss: peeking at the phase and starting over gains nothing.
 */
type AttemptState = "open" | "scored" | "missed";

type AttemptProgress = {
  readonly lockedAt: Date;
  readonly zoneAt: Date | null;
  /** Whether the reader began another attempt at the same case later. */
  readonly superseded: boolean;
};

/** Up to when a zone is taken. */
export const zoneEndsAt = (lockedAt: Date): Date => new Date(lockedAt.getTime() + ZONE_TIME_MS);

export function attemptState(attempt: AttemptProgress, now: Date): AttemptState {
  if (attempt.zoneAt) return "scored";
  return attempt.superseded || now >= zoneEndsAt(attempt.lockedAt) ? "missed" : "open";
}
