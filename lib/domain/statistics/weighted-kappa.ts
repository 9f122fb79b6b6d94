/**
 * Cohen's weighted κ with linear weights: how far two raters agree beyond chance about ordered grades, where a
 * disagreement by two steps weighs twice one by a step (Cohen, Psychological Bulletin 70:213–220, 1968). 1 is agreement
 * throughout, 0 is what chance would give by the raters' own frequencies, below 0 is less.
 *
 * @param pairs each rater's grade of the same thing, as its place in the order, from 0
 * @returns null where κ is undefined: without pairs, or where both raters gave one and the same grade throughout
 */
export function weightedKappa(pairs: readonly (readonly [a: number, b: number])[]): number | null {
  const [inA, inB] = [new Map<number, number>(), new Map<number, number>()];
  let observed = 0;
  for (const [a, b] of pairs) {
    observed += Math.abs(a - b);
    inA.set(a, (inA.get(a) ?? 0) + 1);
    inB.set(b, (inB.get(b) ?? 0) + 1);
  }
  // By chance any grade of the one meets any of the other.
  let byChance = 0;
  for (const [a, n] of inA) for (const [b, m] of inB) byChance += n * m * Math.abs(a - b);
  return byChance === 0 ? null : 1 - (observed * pairs.length) / byChance;
}
