import { z } from "zod";
import type { Written } from "../view";
import type { Period } from "./views";

export const WEEKS = ["4", "12", "26", "52", "all"] as const;

/** What can be asked for; anything else is the last twelve weeks. */
export const weeksSchema = z
  .union([z.enum(WEEKS), z.literal([4, 12, 26, 52])])
  .catch("12")
  .transform((asked): Period["weeks"] => (asked === "all" ? "all" : (Number(asked) as 4 | 12 | 26 | 52)));

/** Whose page it is, a person's or a cohort's, and over which weeks. */
export const pageInputSchema = z.object({ id: z.uuid(), weeks: weeksSchema });
export type PageInput = Written<typeof pageInputSchema>;

/** As the kept periods call it: 0 stands for all weeks. */
export const keptWeeks = (weeks: Period["weeks"]): number => (weeks === "all" ? 0 : weeks);

function addDays(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/**
 * @param monday of the present week
 * @param first the first Monday that anything is known of; null where nothing is
 */
export function periodOf(weeks: Period["weeks"], monday: string, first: string | null): Period {
  const from = weeks === "all" ? (first ?? monday) : addDays(monday, -7 * (weeks - 1));
  return { weeks, from, until: addDays(monday, 6) };
}
