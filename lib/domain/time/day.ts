import { z } from "zod";
import { t } from "@/lib/language/t";
import { localTimeOf, momentOf } from "./zoned-time";

/** A day on the calendar, as YYYY-MM-DD. */
export const daySchema = z.iso.date(t`That is no day.`);

/** The day that an IANA time zone has at a moment. */
export function dayOf(moment: Date, timeZone: string): string {
  return localTimeOf(moment, timeZone).slice(0, 10);
}

/**
 * From when something holds that is said of a day: from its first minute in the time zone, and from now on where it is
 * today. Null for a day to come.
 */
export function momentOfDay(day: string, timeZone: string, now: Date): Date | null {
  const today = dayOf(now, timeZone);
  if (day > today) return null;
  if (day === today) return now;
  // Where the clocks are put forward at midnight, the day begins at one.
  return momentOf(`${day}T00:00`, timeZone) ?? momentOf(`${day}T01:00`, timeZone);
}
