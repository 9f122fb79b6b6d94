const SMALLEST_PX = 2.5;
const LARGEST_PX = 6;

/** A dot's radius in px: its area grows with n, from just visible to that of the greatest n. */
export function dotRadius(n: number, most: number): number {
  return Math.max(SMALLEST_PX, LARGEST_PX * Math.sqrt(n / most));
}

/** At most `count` of some ascending values, the first and the last among them, evenly spread by place. */
export function pickTicks(values: readonly number[], count: number): number[] {
  if (values.length <= count) return [...values];
  return Array.from(
    { length: count },
    (_, i) => values[Math.round((i * (values.length - 1)) / (count - 1))]!,
  );
}
