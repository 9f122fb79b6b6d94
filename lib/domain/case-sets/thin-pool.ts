import type { RandomNumbers } from "../statistics/random";
import { shuffle } from "../statistics/shuffle";

/**
 * A pool made smaller, so that matching stays quick: of each video and phase equally many at most, drawn at random.
 *
 * @param most what is to be left at most, but for one case of each video and phase
 */
export function thinPool<Case extends { readonly videoId: string; readonly phase: string }>(
  pool: readonly Case[],
  most: number,
  random: RandomNumbers,
): readonly Case[] {
  if (pool.length <= most) return pool;
  const cells = new Map<string, Case[]>();
  for (const each of shuffle(pool, random)) {
    const key = `${each.videoId} ${each.phase}`;
    const cell = cells.get(key);
    if (cell) cell.push(each);
    else cells.set(key, [each]);
  }
  const sizes = [...cells.values()].map(({ length }) => length);
  let ofEach = 1;
  while (sizes.reduce((sum, size) => sum + Math.min(size, ofEach + 1), 0) <= most) ofEach += 1;
  return [...cells.values()].flatMap((cell) => cell.slice(0, ofEach));
}
