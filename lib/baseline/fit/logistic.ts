/** A logistic regression: the log odds, linear in the features. */
export type Logistic = { readonly weights: readonly number[]; readonly intercept: number };

const MOST_STEPS = 50;
const FLAT_ENOUGH = 1e-7;

/**
 * Fits by Newton's method, with a ridge penalty of strength / 2 · Σw² beside the mean log loss. For many examples
 * and few features, which may say nearly the same.
 *
 * @param rows of standardised features, one at least
 * @param labels 1 or 0
 * @param strength above 0
 */
export function fitLogistic(
  rows: readonly Float64Array[],
  labels: readonly number[],
  strength: number,
): Logistic {
  const width = rows[0]!.length + 1;
  let at = new Float64Array(width);
  let loss = lossAt(at, rows, labels, strength);
  for (let count = 0; count < MOST_STEPS; count++) {
    const { slope, bend } = derivatives(at, rows, labels, strength);
    if (slope.every((value) => Math.abs(value) < FLAT_ENOUGH)) break;
    const direction = solve(bend, slope);
    let length = 1;
    let next = at;
    let nextLoss = Infinity;
    // A whole step may be too long far from the optimum; half of it, and so on, is not.
    for (; nextLoss > loss && length > 1e-6; length /= 2) {
      next = at.map((value, j) => value - length * direction[j]!);
      nextLoss = lossAt(next, rows, labels, strength);
    }
    if (nextLoss >= loss) break;
    [at, loss] = [next, nextLoss];
  }
  return { weights: Array.from(at.subarray(0, width - 1)), intercept: at[width - 1]! };
}

/** The probability of label 1. */
export function logisticOf({ weights, intercept }: Logistic, row: Float64Array): number {
  let score = intercept;
  for (let j = 0; j < row.length; j++) score += weights[j]! * row[j]!;
  return 1 / (1 + Math.exp(-score));
}

/** Keeps the intercept finite where all labels are the same; too small to be seen otherwise. */
const INTERCEPT_SHARE = 1e-3;

function penalties(width: number, strength: number): Float64Array {
  return new Float64Array(width).fill(strength).fill(strength * INTERCEPT_SHARE, width - 1);
}

function scoreAt(at: Float64Array, row: Float64Array): number {
  let score = at[row.length]!;
  for (let j = 0; j < row.length; j++) score += at[j]! * row[j]!;
  return score;
}

function lossAt(
  at: Float64Array,
  rows: readonly Float64Array[],
  labels: readonly number[],
  strength: number,
): number {
  let loss = 0;
  rows.forEach((row, index) => {
    const score = scoreAt(at, row);
    loss += Math.max(score, 0) + Math.log1p(Math.exp(-Math.abs(score))) - labels[index]! * score;
  });
  const penalty = penalties(at.length, strength).reduce(
    (sum, share, j) => sum + (share / 2) * at[j]! ** 2,
    0,
  );
  return loss / rows.length + penalty;
}

function derivatives(
  at: Float64Array,
  rows: readonly Float64Array[],
  labels: readonly number[],
  strength: number,
): { slope: Float64Array; bend: Float64Array[] } {
  const width = at.length;
  const slope = penalties(width, strength).map((share, j) => share * at[j]!);
  const bend = Array.from(penalties(width, strength), (share, j) => {
    const row = new Float64Array(width);
    row[j] = share;
    return row;
  });
  const entries = new Float64Array(width);
  entries[width - 1] = 1;
  rows.forEach((row, index) => {
    entries.set(row);
    const share = 1 / (1 + Math.exp(-scoreAt(at, row)));
    const off = (share - labels[index]!) / rows.length;
    const weight = (share * (1 - share)) / rows.length;
    for (let j = 0; j < width; j++) {
      slope[j]! += off * entries[j]!;
      const weighted = weight * entries[j]!;
      const bendRow = bend[j]!;
      for (let k = 0; k <= j; k++) bendRow[k]! += weighted * entries[k]!;
    }
  });
  return { slope, bend };
}

/** Solves matrix · x = right by Cholesky's method; of the matrix, symmetric and positive, the lower half is read. */
function solve(matrix: readonly Float64Array[], right: Float64Array): Float64Array {
  const width = right.length;
  const lower = matrix.map((row) => row.slice());
  for (let j = 0; j < width; j++) {
    for (let k = 0; k <= j; k++) {
      let value = lower[j]![k]!;
      for (let i = 0; i < k; i++) value -= lower[j]![i]! * lower[k]![i]!;
      lower[j]![k] = j === k ? Math.sqrt(value) : value / lower[k]![k]!;
    }
  }
  const x = right.slice();
  for (let j = 0; j < width; j++) {
    for (let k = 0; k < j; k++) x[j]! -= lower[j]![k]! * x[k]!;
    x[j]! /= lower[j]![j]!;
  }
  for (let j = width - 1; j >= 0; j--) {
    for (let k = j + 1; k < width; k++) x[j]! -= lower[k]![j]! * x[k]!;
    x[j]! /= lower[j]![j]!;
  }
  return x;
}
