/** Files that are held at once, by their lengths: a picture may have 256 MB, and is held twice while it is closed. */
export const MOST_BYTES = 128_000_000;

/**
 * Lets works go on side by side while all that they hold fits; they begin in the order in which they came. One that alone
 * holds more than that goes on alone.
 */
export function withinBytes(most: number) {
  const waiting: { readonly bytes: number; readonly begin: () => void }[] = [];
  let busy = 0;
  let held = 0;
  const beginNext = (): void => {
    while (waiting[0] && (busy === 0 || held + waiting[0].bytes <= most)) {
      const { bytes, begin } = waiting.shift()!;
      busy += 1;
      held += bytes;
      begin();
    }
  };
  return async <T>(bytes: number, work: () => Promise<T>): Promise<T> => {
    await new Promise<void>((begin) => {
      waiting.push({ bytes, begin });
      beginNext();
    });
    try {
      return await work();
    } finally {
      busy -= 1;
      held -= bytes;
      beginNext();
    }
  };
}
