import { interval } from "../db/columns";
import { constant } from "../db/statement";

/**
 * A span of time of the domain's, in milliseconds. Never in days, which have 23 or 25 hours twice a year in the
 * connection's time zone.
 */
export const span = (ms: number): string => constant(interval, `${ms} milliseconds`);

/** The Monday of the week in which a moment lies on a place's clocks, as a day. Both are SQL expressions. */
export const mondayOf = (timeZone: string, at: string): string =>
  `date_trunc('week', ${at} AT TIME ZONE ${timeZone})::date`;
