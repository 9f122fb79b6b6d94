import { numberFormat } from "@/lib/language/number-format";
import { plural, t } from "@/lib/language/t";

/** Stands where a figure is undefined. */
export const NO_FIGURE = "—";

const formatOf = (style: "decimal" | "percent", digits: number, useGrouping: boolean): Intl.NumberFormat =>
  numberFormat({ style, minimumFractionDigits: digits, maximumFractionDigits: digits, useGrouping });

/** "2,686" */
export function formatCount(n: number): string {
  return formatOf("decimal", 0, true).format(n);
}

/** A fraction as a percentage: 0.625 is "62.5%". A share of answers is told by `formatShare`. */
export function formatPercent(fraction: number | null, digits = 1): string {
  if (fraction === null) return NO_FIGURE;
  // Rounded before the format sees it, so that each figure has the same digits in every language.
  return formatOf("percent", digits, false).format(rounded(100 * fraction, digits) / 100);
}

/** What rounds to nothing has no sign: −0 + 0 is 0. */
const rounded = (value: number, digits: number): number => Number(value.toFixed(digits)) + 0;

/** With fewer answers a share is told as a count: each of them would move it by more than five in a hundred. */
const FEW_BELOW = 20;
/** From so many on, one answer moves a share by a tenth of a percent or less. */
const TENTHS_FROM = 1000;

/** Whether a share of `n` is told as a count: then nothing but the count need stand beside it. */
export const isFew = (n: number): boolean => n < FEW_BELOW;

/** A share of `n` answers, as exactly as they carry it: "6 of 9", "67%", and "66.7%" of a thousand or more. */
export function formatShare(share: number | null, n: number): string {
  if (share === null || n === 0) return NO_FIGURE;
  return isFew(n) ? t`${Math.round(share * n)} of ${n}` : formatPercentOf(share, n);
}

/**
 * As a percentage whatever `n` is: the end of a share's interval, or a mean in percent. Only none is 0%, and only
 * all is 100%.
 */
export function formatPercentOf(fraction: number | null, n: number): string {
  const digits = n < TENTHS_FROM ? 0 : 1;
  if (fraction === null) return NO_FIGURE;
  const least = 10 ** -(digits + 2);
  if (fraction > 0 && fraction < least / 2) return t`<${formatPercent(least, digits)}`;
  if (fraction < 1 && fraction >= 1 - least / 2) return t`>${formatPercent(1 - least, digits)}`;
  return formatPercent(fraction, digits);
}

export function formatDecimal(value: number | null, digits = 2): string {
  return value === null ? NO_FIGURE : formatOf("decimal", digits, false).format(rounded(value, digits));
}

/**
 * Two digits, never rounded up: what lies just under a threshold must not read as if it had reached it.
 * The billionth forgives what binary fractions lose.
 */
export function formatFloored(value: number): string {
  return formatDecimal(Math.floor(value * 100 + 1e-9) / 100);
}

/** "3.2 GB", in powers of 1000. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return t`${plural(bytes, "# byte", "# bytes")}`;
  const power = Math.min(4, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** power;
  const n = formatDecimal(value, value < 10 ? 1 : 0);
  if (power === 1) return t`${n} kB`;
  if (power === 2) return t`${n} MB`;
  return power === 3 ? t`${n} GB` : t`${n} TB`;
}
