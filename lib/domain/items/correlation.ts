import { type Interval, Z95 } from "./wilson-interval";

/** Fewer pairs than this always lie on a line, or nearly so. */
const PAIRS_FROM = 3;

/** Pearson's correlation, −1 to 1; null with fewer than 3 pairs, and where one side never varies. */
export function correlation(pairs: readonly (readonly [number, number])[]): number | null {
  const n = pairs.length;
  if (n < PAIRS_FROM) return null;
  const meanX = pairs.reduce((sum, [x]) => sum + x, 0) / n;
  const meanY = pairs.reduce((sum, [, y]) => sum + y, 0) / n;
  let [xx, yy, xy] = [0, 0, 0];
  for (const [x, y] of pairs) {
    xx += (x - meanX) ** 2;
    yy += (y - meanY) ** 2;
    xy += (x - meanX) * (y - meanY);
  }
  // Means of equal numbers may differ from them by a rounding error: that is no variance.
  if (xx <= n * 1e-24 || yy <= n * 1e-24) return null;
  return Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy)));
}

/** The 95 % interval of a correlation over n pairs, by Fisher’s transformation (Metron 1:3–32, 1921). */
export function correlationInterval(r: number | null, n: number): Interval | null {
  if (r === null || n <= 3) return null;
  const half = Z95 / Math.sqrt(n - 3);
  return [Math.tanh(Math.atanh(r) - half), Math.tanh(Math.atanh(r) + half)];
}
