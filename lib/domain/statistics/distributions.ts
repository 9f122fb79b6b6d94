/**
 * The share of the standard normal distribution below z, to about 15 decimals: the series of Marsaglia,
 * Evaluating the Normal Distribution (Journal of Statistical Software 11(4), 2004).
 */
export function normalBelow(z: number): number {
  // Beyond these the share is 0 or 1 to 15 decimals, and the series would lose its own.
  if (z < -8) return 0;
  if (z > 8) return 1;
  let term = z;
  let sum = z;
  for (let odd = 3; sum + term !== sum; odd += 2) {
    term *= (z * z) / odd;
    sum += term;
  }
  return 0.5 + sum * Math.exp(-0.5 * z * z - 0.5 * Math.log(2 * Math.PI));
}

/** The share of Student's t distribution between −t and t, t ≥ 0 (Abramowitz and Stegun, 26.7.3 and 26.7.4). */
export function studentWithin(t: number, degrees: number): number {
  const angle = Math.atan2(t, Math.sqrt(degrees));
  const squaredCosine = Math.cos(angle) ** 2;
  const even = degrees % 2 === 0;
  // 1 + ½cos² + (1·3)/(2·4)cos⁴ … for even degrees; cos + ⅔cos³ + (2·4)/(3·5)cos⁵ … for odd ones.
  let term = even ? 1 : Math.cos(angle);
  let sum = degrees === 1 ? 0 : term;
  for (let k = even ? 2 : 3; k <= degrees - 2; k += 2) {
    term *= (squaredCosine * (k - 1)) / k;
    sum += term;
  }
  return even ? Math.sin(angle) * sum : (2 / Math.PI) * (angle + Math.sin(angle) * sum);
}

/** The t that has a share of Student's t distribution above it: 2.776 for a share of 0.025 and 4 degrees. */
export function studentAbove(share: number, degrees: number): number {
  let low = 0;
  let high = 1;
  while (studentWithin(high, degrees) < 1 - 2 * share) high *= 2;
  for (let step = 0; step < 100 && low < high; step++) {
    const middle = (low + high) / 2;
    if (studentWithin(middle, degrees) < 1 - 2 * share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
