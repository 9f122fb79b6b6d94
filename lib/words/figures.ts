/** Stands where a figure is undefined. */
export const NO_FIGURE = "—";

const counts = new Intl.NumberFormat("en-GB");

/** "2,686" */
export function formatCount(n: number): string {
  return counts.format(n);
}

/** A fraction as a percentage: 0.625 is "62.5%". */
export function formatPercent(fraction: number | null, digits = 1): string {
  return fraction === null ? NO_FIGURE : `${(100 * fraction).toFixed(digits)}%`;
}

export function formatDecimal(value: number | null, digits = 2): string {
  return value === null ? NO_FIGURE : value.toFixed(digits);
}

/**
 * Two digits, never rounded up: what lies just under a threshold must not read as if it had reached it.
 * The billionth forgives what binary fractions lose.
 */
export function formatFloored(value: number): string {
  return (Math.floor(value * 100 + 1e-9) / 100).toFixed(2);
}

const units = ["bytes", "kB", "MB", "GB", "TB"] as const;

/** "3.2 GB", in powers of 1000. */
export function formatBytes(bytes: number): string {
  const power = bytes < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** power;
  return `${power === 0 ? formatCount(value) : value.toFixed(value < 10 ? 1 : 0)} ${units[power]}`;
}

/** "1 answer", "2 answers". */
export function formatNumberOf(n: number, one: string, many = `${one}s`): string {
  return `${formatCount(n)} ${n === 1 ? one : many}`;
}
