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

/** A fraction as a percentage: 0.625 is "62.5%". */
export function formatPercent(fraction: number | null, digits = 1): string {
  if (fraction === null) return NO_FIGURE;
  // Rounded before the format sees it, so that each figure has the same digits in every language.
  return formatOf("percent", digits, false).format(Number((100 * fraction).toFixed(digits)) / 100);
}

export function formatDecimal(value: number | null, digits = 2): string {
  return value === null
    ? NO_FIGURE
    : formatOf("decimal", digits, false).format(Number(value.toFixed(digits)));
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
