/** Where a scale of shares may end, and the ticks up to there. All begin at 0. */
const SCALES = [
  [0, 0.05, 0.1, 0.15, 0.2, 0.25],
  [0, 0.1, 0.2, 0.3, 0.4, 0.5],
  [0, 0.25, 0.5, 0.75],
  [0, 0.25, 0.5, 0.75, 1],
] as const;

/** The ticks of the shortest scale from 0 that holds all values, of 0 to 1 each; those left out are passed over. */
export function shareTicks(values: Iterable<number | null | undefined>): readonly number[] {
  let most = 0;
  for (const value of values) most = Math.max(most, value ?? 0);
  return SCALES.find((ticks) => ticks[ticks.length - 1]! >= most) ?? SCALES[SCALES.length - 1]!;
}

/** Ticks for counts from 0, two to five even steps of 1, 2 or 5 times a power of ten, the last at or above the most. */
export function countTicks(most: number): readonly number[] {
  const power = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, most))) - 1);
  const step = [1, 2, 5, 10, 20, 50].map((each) => each * power).find((each) => each * 4 >= most)!;
  const steps = Math.max(1, Math.ceil(most / step));
  return Array.from({ length: steps + 1 }, (_, index) => index * step);
}

/** Moves labels along an axis until they stand `gap` apart, each as near to its own place as its neighbours let it. */
export function spreadLabels(places: readonly number[], gap: number): number[] {
  const order = places.map((_, index) => index).sort((a, b) => places[a]! - places[b]!);
  // Labels that would touch form a block, which stands about the mean of its places.
  const blocks: { members: number[]; start: number }[] = [];
  const settle = (members: readonly number[]): number =>
    members.reduce((sum, index, i) => sum + places[index]! - i * gap, 0) / members.length;
  for (const index of order) {
    let block = { members: [index], start: places[index]! };
    for (let last = blocks.at(-1); last && last.start + last.members.length * gap > block.start; ) {
      blocks.pop();
      const members = [...last.members, ...block.members];
      block = { members, start: settle(members) };
      last = blocks.at(-1);
    }
    blocks.push(block);
  }
  const spread = new Array<number>(places.length);
  for (const { members, start } of blocks) {
    for (const [i, index] of members.entries()) spread[index] = start + i * gap;
  }
  return spread;
}
