import type { RandomNumbers } from "../statistics/random";
import { shuffle } from "../statistics/shuffle";

type Measured = {
  readonly id: string;
  readonly difficulty: number | null;
  readonly discrimination: number | null;
};

/** A case of one test and its counterpart in the other. */
export type Pair<Case> = readonly [Case, Case];

/** So many cases on each side, the nearest in difficulty, are looked at for a pair. */
const NEAREST = 8;

/**
 * Pairs cases of two sides that are alike in difficulty and discrimination, along the difficulties of both: a pair
 * at each of `count` evenly spaced quantiles. A case that nobody has measured counts as of the mean.
 *
 * @param count at most as many as the shorter side has
 */
export function pickPairs<Case extends Measured>(
  left: readonly Case[],
  right: readonly Case[],
  count: number,
  random: RandomNumbers,
): readonly Pair<Case>[] {
  const mean = averageOf([...left, ...right].map(({ difficulty }) => difficulty)) ?? 0.5;
  const at = (each: Case): number => each.difficulty ?? mean;
  const sorted = (side: readonly Case[]): Case[] => shuffle(side, random).sort((a, b) => at(a) - at(b));
  const [lefts, rights] = [sorted(left), sorted(right)];
  const all = [...lefts, ...rights].map(at).sort((a, b) => a - b);
  const targets = shuffle(
    Array.from(
      { length: count },
      (_, index) => all[Math.floor(((index + 0.5) / count) * all.length)] ?? mean,
    ),
    random,
  );
  return targets.map((target) => {
    let best: Pair<Case> | null = null;
    let least = Number.POSITIVE_INFINITY;
    const [near, alsoNear] = [nearest(lefts, at, target), nearest(rights, at, target)];
    for (const a of near) {
      for (const b of alsoNear) {
        const cost =
          Math.abs(at(a) - at(b)) +
          0.5 * discriminationApart(a, b) +
          0.5 * Math.abs((at(a) + at(b)) / 2 - target);
        if (cost < least) [best, least] = [[a, b], cost];
      }
    }
    remove(lefts, best![0]);
    remove(rights, best![1]);
    return best!;
  });
}

function discriminationApart(a: Measured, b: Measured): number {
  return a.discrimination === null || b.discrimination === null
    ? 0
    : Math.abs(a.discrimination - b.discrimination);
}

/** Those nearest to a difficulty, out of a sorted list. */
function nearest<Case>(sorted: readonly Case[], at: (each: Case) => number, target: number): readonly Case[] {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (at(sorted[middle]!) < target) low = middle + 1;
    else high = middle;
  }
  const start = Math.max(0, Math.min(low - NEAREST / 2, sorted.length - NEAREST));
  return sorted.slice(start, start + NEAREST);
}

function remove<Case>(list: Case[], item: Case): void {
  list.splice(list.indexOf(item), 1);
}

/** The mean of what is not null; null where nothing is. */
export function averageOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}
