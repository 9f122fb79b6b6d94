/** The most bytes of what is prepared and not yet taken, by the sizes of the files. */
const MOST_BYTES = 64_000_000;
/** Prepared side by side: enough for a slow share, and few enough for the first to be ready at once. */
const AT_ONCE = 6;

/**
 * Prepares things ahead of need, in the order of a list: as many as may be needed at once, within a bound of bytes.
 *
 * @returns gives an item's prepared thing; one that was given before, or was never in the list, is prepared anew
 */
export function lookAhead<Item extends { readonly bytes: number }, Prepared>(
  items: readonly Item[],
  ahead: number,
  prepare: (item: Item) => Promise<Prepared>,
): (item: Item) => Promise<Prepared> {
  const inTurn = takingTurns(AT_ONCE, prepare);
  const ready = new Map<Item, Promise<Prepared>>();
  let next = 0;
  let held = 0;
  const fill = (): void => {
    while (next < items.length && ready.size < ahead) {
      const item = items[next]!;
      if (ready.size > 0 && held + item.bytes > MOST_BYTES) return;
      next += 1;
      held += item.bytes;
      const prepared = inTurn(item);
      // An error reaches whoever takes it; it must not count as unhandled where nobody ever does.
      prepared.catch(() => {});
      ready.set(item, prepared);
    }
  };
  return (item) => {
    fill();
    const prepared = ready.get(item);
    if (!prepared) return inTurn(item);
    ready.delete(item);
    held -= item.bytes;
    fill();
    return prepared;
  };
}

/** Lets so many works go on at once; the others begin in the order in which they were asked for. */
function takingTurns<Input, Output>(
  atOnce: number,
  work: (input: Input) => Promise<Output>,
): (input: Input) => Promise<Output> {
  const waiting: (() => void)[] = [];
  let busy = 0;
  return async (input) => {
    if (busy < atOnce) busy += 1;
    else await new Promise<void>((begin) => waiting.push(begin));
    try {
      return await work(input);
    } finally {
      const begin = waiting.shift();
      if (begin) begin();
      else busy -= 1;
    }
  };
}
