/** What is known of the clock by which an answer was given: how far it was ahead of Calot's, in milliseconds. */
export type ClockReadings = {
  /** When it was last heard of in time; null where it never was. */
  readonly before: number | null;
  /** As the answer came; null where it wasn't told. */
  readonly onArrival: number | null;
};

/** Two readings that differ by less are the same: a message is on its way for as long. */
const STEADY_MS = 10_000;

/**
 * - steady: it went as Calot's clock does between the two readings.
 * - changed: it was set between them.
 * - unknown: there are no two readings.
 *
 * What it showed in between, nobody knows but the device.
 */
export type ClockTrust = "steady" | "changed" | "unknown";

export function trustOf({ before, onArrival }: ClockReadings): ClockTrust {
  if (before === null || onArrival === null) return "unknown";
  return Math.abs(before - onArrival) < STEADY_MS ? "steady" : "changed";
}

/** Whether an answer was given in time, as far as its clock tells: by both readings, by neither, or by one of them. */
export type InTime = "yes" | "no" | "unclear";

export function inTime(givenAt: Date, end: Date, { before, onArrival }: ClockReadings): InTime {
  const known = [before, onArrival].filter((ahead) => ahead !== null);
  const verdicts = (known.length > 0 ? known : [0]).map((ahead) => givenAt.getTime() - ahead < end.getTime());
  if (verdicts.every(Boolean)) return "yes";
  return verdicts.some(Boolean) ? "unclear" : "no";
}
