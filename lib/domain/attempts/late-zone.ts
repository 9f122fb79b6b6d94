import { type Mode, tellsOfReference } from "./mode";
import type { CameLate } from "./views";
import { ZONE_TIME_MS } from "./zone-time";

/** How long after the locking a zone is still taken that was given within the time for one (docs/decisions/0035). */
export const LATE_ZONE_TIME_MS = 14 * 24 * 60 * 60 * 1000;

/**
 * What becomes of a zone that comes when its attempt has become a miss by time alone:
 *
 * - taken: it is stored, and the attempt is no miss any more.
 * - faculty: its assignment refuses it, and the faculty can take it as a late answer.
 * - refused: it stays a miss.
 */
export type LateZoneFate = "taken" | "faculty" | "refused";

type LateZone = {
  readonly mode: Mode;
  /** Whether it has a second look. */
  readonly aided: boolean;
  readonly lockedAt: Date;
  /** Null in free practice; else whether the assignment's readers wait for their results still. */
  readonly assignment: { readonly holdsBack: boolean } | null;
  /** From the locking to the zone, by the clock of the device that both were done on; null where it isn't told. */
  readonly sinceLockMs: number | null;
  /** Whether its reader was told the answer elsewhere since the locking. */
  readonly toldElsewhere: boolean;
};

/** Whether a zone was given in its time, as far as the device it was given on tells. */
export const isGivenInTime = (sinceLockMs: number | null): boolean =>
  sinceLockMs !== null && sinceLockMs < ZONE_TIME_MS;

/**
 * Decides by what could be known when the zone was drawn. Where the lock told nothing of the reference, nothing could: in
 * an assignment that tells what became of the miss, no longer.
 */
export function fateOfLateZone(late: LateZone, now: Date): LateZoneFate {
  const { mode, aided, lockedAt, assignment, sinceLockMs, toldElsewhere } = late;
  const untold = !tellsOfReference(mode, { secondLook: aided }) && (assignment?.holdsBack ?? true);
  if (untold && !toldElsewhere) return "taken";
  if (!isGivenInTime(sinceLockMs)) return "refused";
  if (assignment) return "faculty";
  const arrivesInTime = now.getTime() - lockedAt.getTime() < LATE_ZONE_TIME_MS;
  return arrivesInTime && !toldElsewhere ? "taken" : "refused";
}

/**
 * Whether the zone of an attempt in free practice is taken whenever it comes: its lock told nothing. Until it comes no page
 * tells the reader whether the phase was right, though the attempt is a miss after a day.
 */
export function waitsForZone(attempt: {
  readonly mode: Mode;
  readonly aided: boolean;
  readonly assignmentId: string | null;
  readonly zoneAt: Date | null;
  readonly superseded: boolean;
}): boolean {
  const { mode, aided, assignmentId, zoneAt, superseded } = attempt;
  const mayCome = zoneAt === null && assignmentId === null && !superseded;
  return mayCome && !tellsOfReference(mode, { secondLook: aided });
}

/** Null of an attempt whose zone came within its time, or never. */
export function cameLate(attempt: {
  readonly lockedAt: Date;
  readonly zoneAt: Date | null;
  readonly sinceLockMs: number | null;
}): CameLate | null {
  const { lockedAt, zoneAt, sinceLockMs } = attempt;
  if (zoneAt === null || zoneAt.getTime() - lockedAt.getTime() < ZONE_TIME_MS) return null;
  const givenAt = sinceLockMs === null ? null : new Date(lockedAt.getTime() + sinceLockMs);
  const isKnown = givenAt !== null && givenAt <= zoneAt;
  return { givenAt: isKnown ? givenAt.toISOString() : null, arrivedAt: zoneAt.toISOString() };
}
