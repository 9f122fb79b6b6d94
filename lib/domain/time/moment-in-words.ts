import { t } from "@/lib/language/t";
import { localTimeOf } from "./zoned-time";

const MONTHS = [
  t`Jan`,
  t`Feb`,
  t`Mar`,
  t`Apr`,
  t`May`,
  t`Jun`,
  t`Jul`,
  t`Aug`,
  t`Sep`,
  t`Oct`,
  t`Nov`,
  t`Dec`,
];

/** "9 Nov", or with the year "9 Nov 2026", of a calendar day YYYY-MM-DD. */
export function calendarDayInWords(day: string, withYear = false): string {
  const [year, month, date] = day.split("-").map(Number);
  return `${date} ${MONTHS[(month ?? 1) - 1]}${withYear ? ` ${year}` : ""}`;
}

/** "12 Nov 2026", as the clocks of an IANA time zone have it. */
export function dayInWords(moment: Date, timeZone: string): string {
  return calendarDayInWords(localTimeOf(moment, timeZone).slice(0, 10), true);
}

/** "12 Nov 2026, 14:05", as the clocks of an IANA time zone have it: for mails and notices, which name no zone. */
export function momentInWords(moment: Date, timeZone: string): string {
  return `${dayInWords(moment, timeZone)}, ${localTimeOf(moment, timeZone).slice(11)}`;
}
