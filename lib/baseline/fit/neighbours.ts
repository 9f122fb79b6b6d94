import type { Recalled } from "./recall";

/** How alike frames must be to count: of the distance in deviations a feature; null, all count the same. */
export type Bandwidth = number | null;

/**
 * How much each known frame counts for a new one, by how alike they look; with the sum 1.
 *
 * @param row the new frame's standardised features
 * @param known the known frames; of none, no weights
 */
export function neighbourWeights(
  row: Float64Array,
  known: readonly Pick<Recalled, "row">[],
  bandwidth: Bandwidth,
): number[] {
  if (bandwidth === null) return known.map(() => 1 / known.length);
  const squares = known.map((other) => squareDistance(row, other.row));
  const nearest = Math.min(...squares);
  const weights = squares.map((square) => Math.exp((nearest - square) / (2 * bandwidth * bandwidth)));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

/** The place of the known frame that looks most alike; of several, the first. */
export function nearestOf(row: Float64Array, known: readonly Pick<Recalled, "row">[]): number {
  const squares = known.map((other) => squareDistance(row, other.row));
  return squares.indexOf(Math.min(...squares));
}

/** The mean squared difference of a feature. */
function squareDistance(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < a.length; j++) sum += (a[j]! - b[j]!) ** 2;
  return sum / a.length;
}
