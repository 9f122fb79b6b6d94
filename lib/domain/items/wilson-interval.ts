import { z } from "zod";
import type { View } from "../view";
/** The two ends of an interval. */
export const intervalSchema = z.tuple([z.number(), z.number()]);
export type Interval = View<typeof intervalSchema>;

/** The standard normal's 97.5th percentile: 95 % intervals reach so many standard errors to either side. */
export const Z95 = 1.959963984540054;

/**
 * Wilson's 95 % score interval of a share of independent answers (JASA 22:209–212, 1927), 0 to 1; null without answers.
 * It holds near 0 and 1 and with few answers.
 */
export function wilsonInterval(yes: number, n: number): Interval | null {
  if (n === 0) return null;
  const share = yes / n;
  const spread = Z95 ** 2 / n;
  const middle = (share + spread / 2) / (1 + spread);
  const half = (Math.sqrt((share * (1 - share)) / n + spread / (4 * n)) * Z95) / (1 + spread);
  return [yes === 0 ? 0 : Math.max(0, middle - half), yes === n ? 1 : Math.min(1, middle + half)];
}
