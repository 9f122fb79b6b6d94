/** A wall clock's time without its zone, as a browser's date field gives it: "2026-03-29T08:30". */
type LocalTime = string;

const DAY_MS = 24 * 60 * 60 * 1000;

const formats = new Map<string, Intl.DateTimeFormat>();

function formatIn(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-GB", {
      timeZone,
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
    });
    formats.set(timeZone, format);
  }
  return format;
}

/** What the clocks of an IANA time zone show at a moment, to the minute. */
export function localTimeOf(moment: Date, timeZone: string): LocalTime {
  const parts = Object.fromEntries(
    formatIn(timeZone)
      .formatToParts(moment)
      .map(({ type, value }) => [type, value]),
  );
  const { year = "", month, day, hour, minute } = parts;
  return `${year.padStart(4, "0")}-${month}-${day}T${hour}:${minute}`;
}

/** How far a zone's clocks are ahead of UTC at a moment, in milliseconds. */
function offsetAt(moment: number, timeZone: string): number {
  const minute = Math.floor(moment / 60_000) * 60_000;
  return Date.parse(`${localTimeOf(new Date(minute), timeZone)}:00Z`) - minute;
}

/**
 * The moment at which the clocks of a time zone show a local time. When they are put back, an hour is shown twice:
 * the first of the two is taken. Null for a time that is none, or that is skipped when they are put forward.
 */
export function momentOf(local: LocalTime, timeZone: string): Date | null {
  const asUtc = Date.parse(`${local}:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(local) || Number.isNaN(asUtc)) return null;
  // No zone changes its clocks twice within two days, so that one of these offsets holds.
  const candidates = [asUtc - DAY_MS, asUtc + DAY_MS].map((near) => asUtc - offsetAt(near, timeZone));
  const fitting = candidates.filter((moment) => localTimeOf(new Date(moment), timeZone) === local);
  return fitting.length > 0 ? new Date(Math.min(...fitting)) : null;
}
