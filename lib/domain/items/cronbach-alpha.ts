import { z } from "zod";
import type { View } from "../view";
import { type Interval, intervalSchema, Z95 } from "./wilson-interval";

/** How consistently a set's cases tell readers apart. */
export const alphaSchema = z.object({
  /** At most 1, and below 0 where cases pull in opposite directions; null where it is undefined. */
  value: z.number().nullable(),
  /** 95 %. */
  interval: intervalSchema.nullable(),
  /** Readers behind it: those with an answer to every case. */
  n: z.number(),
  items: z.number(),
});
export type Alpha = View<typeof alphaSchema>;

function variance(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
}

/**
 * Cronbach’s alpha (Psychometrika 16:297–334, 1951): k/(k−1) · (1 − Σ item variances / variance of the totals). Over
 * hits and misses it is KR-20. Undefined with fewer than two readers or cases, and where all readers have one total.
 * Its interval is Bonett’s (Journal of Educational and Behavioral Statistics 27:335–340, 2002).
 *
 * @param rows a row a reader, a number a case; every row complete and of one length
 */
export function cronbachAlpha(rows: readonly (readonly number[])[]): Alpha {
  const n = rows.length;
  const items = rows[0]?.length ?? 0;
  const nothing: Alpha = { value: null, interval: null, n, items };
  if (n < 2 || items < 2) return nothing;
  const total = variance(rows.map((row) => row.reduce((sum, value) => sum + value, 0)));
  if (total <= 1e-12) return nothing;
  let ofItems = 0;
  for (let item = 0; item < items; item++) ofItems += variance(rows.map((row) => row[item]!));
  const value = (items / (items - 1)) * (1 - ofItems / total);
  return { value, interval: alphaInterval(value, n, items), n, items };
}

function alphaInterval(alpha: number, n: number, items: number): Interval | null {
  if (n <= 2 || alpha >= 1) return null;
  const half = Z95 * Math.sqrt((2 * items) / ((items - 1) * (n - 2)));
  const middle = Math.log(1 - alpha);
  return [1 - Math.exp(middle + half), 1 - Math.exp(middle - half)];
}

/** Alpha with each case left out in turn: where it rises much, that case did not help to tell readers apart. */
export function alphasIfDeleted(rows: readonly (readonly number[])[]): readonly (number | null)[] {
  const items = rows[0]?.length ?? 0;
  if (rows.length < 2 || items < 3) return new Array<null>(items).fill(null);
  const totals = rows.map((row) => row.reduce((sum, value) => sum + value, 0));
  const variances = Array.from({ length: items }, (_, item) => variance(rows.map((row) => row[item]!)));
  const ofAll = variances.reduce((sum, each) => sum + each, 0);
  return variances.map((own, item) => {
    const rest = variance(totals.map((total, reader) => total - rows[reader]![item]!));
    return rest <= 1e-12 ? null : ((items - 1) / (items - 2)) * (1 - (ofAll - own) / rest);
  });
}
