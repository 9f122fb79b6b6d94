import { z } from "zod";
import { phaseSchema } from "../phase-schema";
import { zoneOutcomeSchema } from "../scoring/failure";
import { open, type View } from "../view";

/** From so many counted answers on, a case is called hard, and why is said. */
export const REASON_FROM = 5;

/** What most of the answers that missed a case did, and how many of all counted answers those are. */
export const missReasonSchema = z.object({
  /** The other phase that was named; null where the phase was right or given. */
  phase: open(phaseSchema).nullable(),
  /** What the zone did under the right phase; null where the phase was wrong. */
  zone: open(zoneOutcomeSchema).nullable(),
  n: z.number(),
  of: z.number(),
});
export type MissReason = View<typeof missReasonSchema>;

/** A counted answer that missed: either the phase was another one, or the zone was off. */
type Miss = Pick<MissReason, "phase" | "zone">;

/**
 * The most frequent of the reasons for which a case was missed; of two that are as frequent, the one that came first.
 * Null with fewer than `REASON_FROM` counted answers, or where nobody missed it.
 *
 * @param of how many counted answers there are, hits included
 */
export function mainReason(misses: readonly Miss[], of: number): MissReason | null {
  if (of < REASON_FROM) return null;
  const counts = new Map<string, MissReason>();
  for (const { phase, zone } of misses) {
    const key = phase ?? zone ?? "";
    counts.set(key, { phase, zone, n: (counts.get(key)?.n ?? 0) + 1, of });
  }
  return [...counts.values()].reduce<MissReason | null>(
    (most, each) => (most === null || each.n > most.n ? each : most),
    null,
  );
}

/** Cases with the hardest first; those with too few answers to tell come last, in the order that they have. */
export function hardestFirst<
  Item extends { readonly statistics: { readonly n: number; readonly share: number | null } },
>(items: readonly Item[]): readonly Item[] {
  const hits = ({ statistics: { n, share } }: Item): number =>
    n < REASON_FROM || share === null ? 2 : share;
  return items.toSorted((a, b) => hits(a) - hits(b));
}
