import { plural, t } from "@/lib/language/t";
import { momentInWords, timeInWords } from "../time/moment-in-words";
import { localTimeOf } from "../time/zoned-time";

const DAY_MS = 24 * 60 * 60 * 1000;

/** How many midnights lie between two moments on a zone's clocks; below 0 where the second comes first. */
function daysBetween(now: Date, then: Date, timeZone: string): number {
  const day = (moment: Date): number => Date.parse(localTimeOf(moment, timeZone).slice(0, 10));
  return Math.round((day(then) - day(now)) / DAY_MS);
}

/**
 * When something is, as people say it: "today, 18:00", "tomorrow, 08:00", "in 3 days, 12 Nov 2026, 18:00",
 * "yesterday, 18:00", "9 Nov 2026, 18:00".
 */
export function whenInWords(moment: Date, now: Date, timeZone: string): string {
  const days = daysBetween(now, moment, timeZone);
  const whole = momentInWords(moment, timeZone);
  const time = timeInWords(moment, timeZone);
  if (days === 0) return t`today, ${time}`;
  if (days === 1) return t`tomorrow, ${time}`;
  if (days === -1) return t`yesterday, ${time}`;
  return days > 1 && days <= 6 ? t`in ${plural(days, "# day", "# days")}, ${whole}` : whole;
}

/** Time that is left: "2 h 5 min", "24 min", "40 s"; whole minutes rounded down, so that nobody is promised too much. */
export function timeLeftInWords(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  if (seconds < 60) return t`${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? t`${minutes} min` : t`${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
