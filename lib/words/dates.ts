const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;

const formats = new Map<string, Intl.DateTimeFormat>();

function formatIn(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-GB", {
      timeZone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "2-digit",
      minute: "2-digit",
    });
    formats.set(timeZone, format);
  }
  return format;
}

/** The parts by name: month names differ between the server's and the browser's tables, numbers don't. */
function partsOf(at: string, timeZone: string): Readonly<Record<string, string>> {
  const parts = formatIn(timeZone).formatToParts(new Date(at));
  return Object.fromEntries(parts.map(({ type, value }) => [type, value]));
}

/** "12 Nov 2026", as the clocks of an IANA time zone had it. */
export function formatDay(at: string, timeZone: string): string {
  const { day, month, year } = partsOf(at, timeZone);
  return `${Number(day)} ${months[Number(month) - 1]} ${year}`;
}

/** "12 Nov 2026, 14:05" */
export function formatMoment(at: string, timeZone: string): string {
  const { hour, minute } = partsOf(at, timeZone);
  return `${formatDay(at, timeZone)}, ${hour}:${minute}`;
}

/** "9 Nov", or with the year "9 Nov 2026", of a calendar day YYYY-MM-DD. */
export function formatCalendarDay(day: string, withYear = false): string {
  const [year, month, date] = day.split("-").map(Number);
  return `${date} ${months[(month ?? 1) - 1]}${withYear ? ` ${year}` : ""}`;
}
