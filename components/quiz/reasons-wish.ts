import { type RememberedFlag, rememberedFlag } from "../viewer/remembered-flag";

const wishes = new Map<string, RememberedFlag>();

/** Whether a person wishes to be asked for reasons before the reveal; remembered in this browser, off at first. */
export function reasonsWish(userId: string): RememberedFlag {
  const wish = wishes.get(userId) ?? rememberedFlag(`calot.reasons ${userId}`);
  wishes.set(userId, wish);
  return wish;
}
