import type { RandomNumbers } from "./random";

/** The items in a random order, each order equally likely (Fisher and Yates). */
export function shuffle<Item>(items: readonly Item[], random: RandomNumbers): Item[] {
  const shuffled = [...items];
  for (let last = shuffled.length - 1; last > 0; last--) {
    const drawn = Math.floor(random() * (last + 1));
    [shuffled[last], shuffled[drawn]] = [shuffled[drawn]!, shuffled[last]!];
  }
  return shuffled;
}
