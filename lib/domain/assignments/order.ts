import { seededRandom } from "../statistics/random";
import { shuffle } from "../statistics/shuffle";

type Placed = { readonly caseId: string; readonly position: number };

/** FNV-1a over UTF-16 units (Fowler, Noll and Vo): a seed from a text, the same on every machine. */
function seedOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/**
 * The cases of an assignment in the order in which a reader gets them: the set's order, or, where the assignment is
 * shuffled, an order of the reader's own. It follows from the assignment, the reader and the set's order alone, so that
 * it is the same at every visit and tells nothing of what the cases show.
 */
export function orderFor<Item extends Placed>(
  items: readonly Item[],
  { assignmentId, userId, shuffled }: { assignmentId: string; userId: string; shuffled: boolean },
): readonly Item[] {
  const order = items.toSorted((a, b) => a.position - b.position);
  if (!shuffled) return order;
  return shuffle(order, seededRandom(seedOf(`${assignmentId} ${userId}`)));
}
