/** A multinomial logistic regression: a score a class, linear in the features. */
export type Softmax = {
  /** A row a class, a number a feature. */
  readonly weights: readonly (readonly number[])[];
  readonly intercepts: readonly number[];
};

type SoftmaxOptions = {
  readonly classes: number;
  /** Of the ridge (L2) penalty on the weights: strength / 2 · Σw², beside the mean log loss. Above 0. */
  readonly strength: number;
};

const MOST_STEPS = 3_000;
const FLAT_ENOUGH = 1e-5;

/** Keeps the optimum finite where classes can be told apart without error; too small to be seen otherwise. */
const INTERCEPT_STRENGTH = 1e-4;

/**
 * Fits by accelerated gradient descent with restarts (Nesterov 1983; O'Donoghue & Candès 2015). The problem is
 * strictly convex: there is one answer, the same each time. The libraries for this that npm has know no penalty,
 * without which a fit of a hundred features on some dozen frames is worth nothing.
 *
 * @param rows of standardised features, one an example
 * @param labels the examples' classes, 0 ≤ label < `classes`
 */
export function fitSoftmax(
  rows: readonly Float64Array[],
  labels: readonly number[],
  { classes, strength }: SoftmaxOptions,
): Softmax {
  const features = rows[0]?.length ?? 0;
  const width = features + 1;
  // The log loss bends by half the largest eigenvalue of XᵀX / n at most (Böhning 1992).
  const step = 1 / (0.5 * largestEigenvalue(rows, width) * 1.05 + strength + INTERCEPT_STRENGTH);
  let at = new Float64Array(classes * width);
  let ahead = at.slice();
  let momentum = 1;
  for (let count = 0; count < MOST_STEPS; count++) {
    const slope = gradientAt(ahead, rows, labels, classes, strength);
    if (slope.every((value) => Math.abs(value) < FLAT_ENOUGH)) break;
    const next = ahead.map((value, index) => value - step * slope[index]!);
    let uphill = 0;
    for (let i = 0; i < next.length; i++) uphill += slope[i]! * (next[i]! - at[i]!);
    const following = uphill > 0 ? 1 : (1 + Math.sqrt(1 + 4 * momentum * momentum)) / 2;
    const push = uphill > 0 ? 0 : (momentum - 1) / following;
    ahead = next.map((value, index) => value + push * (value - at[index]!));
    at = next;
    momentum = following;
  }
  const rowOf = (index: number) => Array.from(at.subarray(index * width, (index + 1) * width));
  const fitted = Array.from({ length: classes }, (_, index) => rowOf(index));
  return {
    weights: fitted.map((row) => row.slice(0, features)),
    intercepts: fitted.map((row) => row[features]!),
  };
}

function gradientAt(
  parameters: Float64Array,
  rows: readonly Float64Array[],
  labels: readonly number[],
  classes: number,
  strength: number,
): Float64Array {
  const width = parameters.length / classes;
  const slope = new Float64Array(parameters.length);
  const scores = new Float64Array(classes);
  rows.forEach((row, index) => {
    for (let k = 0; k < classes; k++) {
      let score = parameters[k * width + width - 1]!;
      for (let j = 0; j < row.length; j++) score += parameters[k * width + j]! * row[j]!;
      scores[k] = score;
    }
    normalise(scores);
    for (let k = 0; k < classes; k++) {
      const off = (scores[k]! - (labels[index] === k ? 1 : 0)) / rows.length;
      for (let j = 0; j < row.length; j++) slope[k * width + j]! += off * row[j]!;
      slope[k * width + width - 1]! += off;
    }
  });
  for (let i = 0; i < slope.length; i++) {
    slope[i]! += ((i + 1) % width === 0 ? INTERCEPT_STRENGTH : strength) * parameters[i]!;
  }
  return slope;
}

/** Of XᵀX / n, the column of ones included, by power iteration. */
function largestEigenvalue(rows: readonly Float64Array[], width: number): number {
  let vector = new Float64Array(width).fill(1 / Math.sqrt(width));
  let value = 1;
  for (let count = 0; count < 50; count++) {
    const next = new Float64Array(width);
    for (const row of rows) {
      let product = vector[width - 1]!;
      for (let j = 0; j < row.length; j++) product += row[j]! * vector[j]!;
      for (let j = 0; j < row.length; j++) next[j]! += (product * row[j]!) / rows.length;
      next[width - 1]! += product / rows.length;
    }
    value = Math.hypot(...next);
    vector = next.map((entry) => entry / value);
  }
  return value;
}

/** Scores to probabilities, in place. */
function normalise(scores: Float64Array): void {
  const highest = Math.max(...scores);
  let sum = 0;
  for (let k = 0; k < scores.length; k++) {
    scores[k] = Math.exp(scores[k]! - highest);
    sum += scores[k]!;
  }
  for (let k = 0; k < scores.length; k++) scores[k]! /= sum;
}

/** The probability of each class, with the sum 1. */
export function softmaxOf({ weights, intercepts }: Softmax, row: Float64Array): Float64Array {
  const scores = Float64Array.from(intercepts);
  weights.forEach((weight, k) => {
    for (let j = 0; j < row.length; j++) scores[k]! += weight[j]! * row[j]!;
  });
  normalise(scores);
  return scores;
}
