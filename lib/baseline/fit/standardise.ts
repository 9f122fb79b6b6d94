/** Moves features to mean 0 and scales them to a deviation of 1, as found in the examples of a fit. */
export type Scale = { readonly mean: readonly number[]; readonly deviation: readonly number[] };

/** A feature that is always the same is left as it is. */
const CONSTANT = 1e-9;

/** Beyond this many deviations a new frame is simply far off; further says no more, and upsets the rest. */
const FAR = 5;

export function fitScale(rows: readonly ArrayLike<number>[]): Scale {
  const width = rows[0]?.length ?? 0;
  const mean = Array.from(
    { length: width },
    (_, j) => rows.reduce((sum, row) => sum + row[j]!, 0) / rows.length,
  );
  const deviation = mean.map((middle, j) => {
    const square = rows.reduce((sum, row) => sum + (row[j]! - middle) ** 2, 0) / rows.length;
    return square < CONSTANT ** 2 ? 1 : Math.sqrt(square);
  });
  return { mean, deviation };
}

export function standardise({ mean, deviation }: Scale, row: ArrayLike<number>): Float64Array {
  const scaled = new Float64Array(mean.length);
  for (let j = 0; j < scaled.length; j++) {
    scaled[j] = Math.max(-FAR, Math.min(FAR, (row[j]! - mean[j]!) / deviation[j]!));
  }
  return scaled;
}
