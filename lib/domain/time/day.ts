import { z } from "zod";
import { t } from "@/lib/language/t";
import { localTimeOf, momentOf } from "./zoned-time";

/** Years that somebody may mean. The days before and after them can still be counted with. */
const isLikely = (text: string): boolean => text >= "1900" && text < "2200";
const UNLIKELY = t`The year lies between 1900 and 2199.`;

/** A day on the calendar, as YYYY-MM-DD. */
export const daySchema = z.iso.date(t`That is no day.`).refine(isLikely, UNLIKELY);

/** A time on the clocks of the institution: "2026-03-29T08:30". */
export const localTimeSchema = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, t`Give a day and a time.`)
  .refine(isLikely, UNLIKELY);

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

const DAY_MS = 24 * 60 * 60 * 1000;

/** How many days lie from one day, YYYY-MM-DD, to another. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);

/** The first moment of the day after a moment’s, in an IANA time zone. */
export function endOfDay(moment: Date, timeZone: string): Date {
  const next = Date.parse(`${dayOf(moment, timeZone)}T00:00:00Z`) + DAY_MS;
  const tomorrow = new Date(next).toISOString().slice(0, 10);
  // Where the clocks are put forward at midnight, the day begins at one.
  return (momentOf(`${tomorrow}T00:00`, timeZone) ?? momentOf(`${tomorrow}T01:00`, timeZone))!;
}
