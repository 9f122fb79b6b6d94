import { language } from "@/lib/language/language";
import { localTimeOf } from "./zoned-time";

/** Intl writes "Sept" in English. */
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making one takes far longer than using it. */
function formatOf(tag: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${tag} ${JSON.stringify(options)}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(tag, options);
    formats.set(key, format);
  }
  return format;
}

const DAY = { day: "numeric", month: "short" } as const;
const DAY_OF_YEAR = { ...DAY, year: "numeric" } as const;
const TIME = { hour: "2-digit", minute: "2-digit" } as const;

/** "9 Nov", or with the year "9 Nov 2026", of a calendar day YYYY-MM-DD. */
export function calendarDayInWords(day: string, withYear = false): string {
  const spoken = language();
  if (spoken) {
    const format = formatOf(spoken.tag, { ...(withYear ? DAY_OF_YEAR : DAY), timeZone: "UTC" });
    return format.format(new Date(`${day}T00:00Z`));
  }
  const [year, month, date] = day.split("-").map(Number);
  return `${date} ${MONTHS[(month ?? 1) - 1]}${withYear ? ` ${year}` : ""}`;
}

/** "Tuesday", of a calendar day YYYY-MM-DD. */
export const weekdayInWords = (day: string): string =>
  formatOf(language()?.tag ?? "en-GB", { weekday: "long", timeZone: "UTC" }).format(
    new Date(`${day}T00:00Z`),
  );

/** "12 Nov 2026", as the clocks of an IANA time zone have it. */
export function dayInWords(moment: Date, timeZone: string): string {
  return calendarDayInWords(localTimeOf(moment, timeZone).slice(0, 10), true);
}

/** "14:05", as the clocks of an IANA time zone have it. */
export function timeInWords(moment: Date, timeZone: string): string {
  const spoken = language();
  if (spoken) return formatOf(spoken.tag, { ...TIME, timeZone }).format(moment);
  return localTimeOf(moment, timeZone).slice(11);
}

/** "12 Nov 2026, 14:05", as the clocks of an IANA time zone have it: for mails and notices, which name no zone. */
export function momentInWords(moment: Date, timeZone: string): string {
  const spoken = language();
  if (spoken) return formatOf(spoken.tag, { ...DAY_OF_YEAR, ...TIME, timeZone }).format(moment);
  return `${dayInWords(moment, timeZone)}, ${timeInWords(moment, timeZone)}`;
}
