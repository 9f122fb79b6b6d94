import { z } from "zod";
import { summarizeContact } from "../no-go/contact";
import { contactSummarySchema } from "../no-go/contact-schema";
import { idSchema, type View } from "../view";
import { type Alpha, alphasIfDeleted, cronbachAlpha } from "./cronbach-alpha";
import { type Discrimination, discriminationOf } from "./discrimination";
import { intervalSchema, wilsonInterval } from "./wilson-interval";

/** A reader's counted answer to a case. What is not answered is simply not there. */
export type ItemAnswer = {
  readonly readerId: string;
  readonly itemId: string;
  /** A hit under the right phase. */
  readonly hit: boolean;
  /** From the frame's appearance to the zone; null where no browser told. */
  readonly elapsedMs: number | null;
  /** Whether the zone was wrong though the reader was sure of it; null where the reader did not say how sure. */
  readonly confidentlyWrong: boolean | null;
  /** The share of the zone on No-Go regions, 0 to 1; null without a zone, or a region to touch. */
  readonly contact: number | null;
};

/** How a case behaved among readers. */
export const itemStatisticsSchema = z.object({
  itemId: idSchema,
  /** Counted answers. */
  n: z.number(),
  hits: z.number(),
  /** The share of hits, 0 hard to 1 easy, with its 95 % interval (Wilson); null without an answer. */
  share: z.number().nullable(),
  shareInterval: intervalSchema.nullable(),
  /** Over the set's cases (`discriminationOf`). −1 to 1; null where undefined. */
  discrimination: z.number().nullable(),
  discriminationInterval: intervalSchema.nullable(),
  /** Readers behind the discrimination. */
  discriminationN: z.number(),
  /** Null where no browser told. */
  medianMs: z.number().nullable(),
  timed: z.number(),
  /** Wrong zones that readers were sure of, among answers that say how sure. */
  confidentlyWrong: z.number(),
  confident: z.number(),
  contact: contactSummarySchema,
  /** Alpha of the set without this case; null where undefined. */
  alphaIfDeleted: z.number().nullable(),
});
export type ItemStatistics = View<typeof itemStatisticsSchema>;

type SetStatistics = {
  /** In the order of the items asked for. */
  readonly items: readonly ItemStatistics[];
  readonly alpha: Alpha;
};

/** The middle of some numbers; null for none. */
export function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/**
 * How the cases of a set behaved. A missing answer counts neither for nor against: shares are over the answers there
 * are, discrimination over the readers who answered `restFrom` other cases or more, alpha over those who answered all.
 * With no answer missing, discrimination is that of the textbooks: a share of hits correlates as their sum does.
 *
 * @param answers one a reader and item at most; those to other items are left out
 */
export function itemStatistics(
  itemIds: readonly string[],
  answers: Iterable<ItemAnswer>,
  { restFrom = 1 }: { readonly restFrom?: number } = {},
): SetStatistics {
  const byItem = new Map<string, ItemAnswer[]>(itemIds.map((id) => [id, []]));
  const byReader = new Map<string, Map<string, ItemAnswer>>();
  for (const answer of answers) {
    const ofItem = byItem.get(answer.itemId);
    if (!ofItem) continue;
    ofItem.push(answer);
    const ofReader = byReader.get(answer.readerId) ?? new Map<string, ItemAnswer>();
    byReader.set(answer.readerId, ofReader.set(answer.itemId, answer));
  }
  const complete = [...byReader.values()].filter(({ size }) => size === itemIds.length);
  const rows = complete.map((reader) => itemIds.map((id) => (reader.get(id)!.hit ? 1 : 0)));
  const withoutEach = alphasIfDeleted(rows);
  const totals = new Map(
    [...byReader].map(([id, reader]) => [
      id,
      { n: reader.size, hits: [...reader.values()].filter(({ hit }) => hit).length },
    ]),
  );
  const items = itemIds.map((itemId, index) => {
    const own = byItem.get(itemId)!;
    const among = own.map(({ readerId, hit }) => ({ hit, ...totals.get(readerId)! }));
    return statisticsOf(itemId, own, discriminationOf(among, restFrom), withoutEach[index] ?? null);
  });
  return { items, alpha: { ...cronbachAlpha(rows), items: itemIds.length } };
}

function statisticsOf(
  itemId: string,
  answers: readonly ItemAnswer[],
  discrimination: Discrimination,
  alphaIfDeleted: number | null,
): ItemStatistics {
  const n = answers.length;
  const hits = answers.filter(({ hit }) => hit).length;
  const times = answers.flatMap(({ elapsedMs }) => (elapsedMs === null ? [] : [elapsedMs]));
  return {
    itemId,
    n,
    hits,
    share: n === 0 ? null : hits / n,
    shareInterval: wilsonInterval(hits, n),
    discrimination: discrimination.value,
    discriminationInterval: discrimination.interval,
    discriminationN: discrimination.n,
    medianMs: median(times),
    timed: times.length,
    confidentlyWrong: answers.filter(({ confidentlyWrong }) => confidentlyWrong === true).length,
    confident: answers.filter(({ confidentlyWrong }) => confidentlyWrong !== null).length,
    contact: summarizeContact(answers.map(({ contact }) => contact)),
    alphaIfDeleted,
  };
}
