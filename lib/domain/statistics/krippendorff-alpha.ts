/**
 * Krippendorff's α for nominal data: how far observers agree beyond chance. 1 is agreement throughout, 0 is what
 * chance would give, below 0 is less. Any number of observers, of whom any may have left out any unit
 * (Krippendorff, Computing Krippendorff's Alpha-Reliability, 2011, section D, nominal data).
 *
 * @param units what the observers said of each unit; null where one said nothing
 * @returns null where α is undefined: no unit has two values, or all paired values are the same, so that chance
 *   leaves nothing to disagree about
 */
export function krippendorffAlpha<Value extends string | number | boolean>(
  units: Iterable<readonly (Value | null)[]>,
): number | null {
  // Of the matrix of coincidences only two sums are needed: its diagonal, and its total of each value.
  let agreed = 0;
  const totals = new Map<Value, number>();
  for (const unit of units) {
    const counts = new Map<Value, number>();
    let values = 0;
    for (const value of unit) {
      if (value === null) continue;
      counts.set(value, (counts.get(value) ?? 0) + 1);
      values++;
    }
    // A value that stands alone in its unit can be held against no other.
    if (values < 2) continue;
    for (const [value, count] of counts) {
      agreed += (count * (count - 1)) / (values - 1);
      totals.set(value, (totals.get(value) ?? 0) + count);
    }
  }
  let n = 0;
  for (const total of totals.values()) n += total;
  let byChance = 0;
  for (const total of totals.values()) byChance += total * (total - 1);
  const pairs = n * (n - 1);
  if (totals.size < 2) return null;
  return ((n - 1) * agreed - byChance) / (pairs - byChance);
}
