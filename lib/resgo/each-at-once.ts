/**
 * Does something for every item, a number of them at once, in order of the list. The first failure stops the
 * rest from being begun, and is thrown once those under way have ended.
 */
export async function eachAtOnce<Item>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item, index: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  let failed = false;
  const worker = async (): Promise<void> => {
    while (next < items.length && !failed) {
      const index = next++;
      try {
        await work(items[index]!, index);
      } catch (cause) {
        failed = true;
        throw cause;
      }
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: Math.min(atOnce, items.length) }, worker));
  const failure = ended.find((result) => result.status === "rejected");
  if (failure) throw failure.reason;
}
