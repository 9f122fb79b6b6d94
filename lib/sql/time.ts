import { interval } from "../db/columns";
import { constant } from "../db/statement";

/**
 * A span of time of the domain's, in milliseconds. Never in days, which have 23 or 25 hours twice a year in the
 * connection's time zone.
 */
export const span = (ms: number): string => constant(interval, `${ms} milliseconds`);
