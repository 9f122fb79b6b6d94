import { correlation, correlationInterval } from "./correlation";
import type { Interval } from "./wilson-interval";

/** A reader's counted answer to an item, with the reader's totals over all items, this one among them. */
type AnswerAmongOthers = { readonly hit: boolean; readonly hits: number; readonly n: number };

export type Discrimination = {
  /** −1 to 1; null where undefined: too few readers, or all alike. */
  readonly value: number | null;
  /** 95 %. */
  readonly interval: Interval | null;
  /** Readers behind it. */
  readonly n: number;
};

/**
 * How well an item tells strong readers from weak ones: the corrected point-biserial, the correlation of hitting it with
 * the share of hits over the reader's other items, which leaves the item itself out (Henrysson, Psychometrika
 * 28:211–218, 1963).
 *
 * @param restFrom readers who answered fewer other items are left out
 */
export function discriminationOf(answers: Iterable<AnswerAmongOthers>, restFrom = 1): Discrimination {
  const pairs: [number, number][] = [];
  for (const { hit, hits, n } of answers) {
    const own = hit ? 1 : 0;
    const others = n - 1;
    if (others >= Math.max(1, restFrom)) pairs.push([own, (hits - own) / others]);
  }
  const value = correlation(pairs);
  return { value, interval: correlationInterval(value, pairs.length), n: pairs.length };
}
