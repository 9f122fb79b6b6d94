import { z } from "zod";
import { plural, t } from "@/lib/language/t";

/** A session lasts so long at most, whatever an institution says. */
export const MOST_SESSION_DAYS = 90;

/** When sessions end by themselves, as an institution says. */
export const sessionLimitsSchema = z
  .object({
    /** Unused for so long. */
    idleMinutes: z
      .number(t`Say after how many minutes a session ends that nobody uses.`)
      .int(t`Minutes are a whole number.`)
      .min(5, t`Five minutes at least: people look at a case for some.`)
      .max(30 * 24 * 60, t`Thirty days at most.`),
    /** Since signing in. */
    days: z
      .number(t`Say after how many days a session ends.`)
      .int(t`Days are a whole number.`)
      .min(1, t`One day at least.`)
      .max(MOST_SESSION_DAYS, t`${plural(MOST_SESSION_DAYS, "# day", "# days")} at most.`),
  })
  .strict();
export type SessionLimits = z.infer<typeof sessionLimitsSchema>;

/** What an idle time is told in: so many minutes each. */
export const TIME_UNITS = { minutes: 1, hours: 60, days: 24 * 60 } as const;
export const timeUnitSchema = z.enum(["minutes", "hours", "days"]);
export type TimeUnit = z.infer<typeof timeUnitSchema>;

/** Minutes in the largest unit of which they are a whole number. */
export function amountOf(minutes: number): { readonly amount: number; readonly unit: TimeUnit } {
  const unit = timeUnitSchema.options.findLast((each) => minutes % TIME_UNITS[each] === 0) ?? "minutes";
  return { amount: minutes / TIME_UNITS[unit], unit };
}
