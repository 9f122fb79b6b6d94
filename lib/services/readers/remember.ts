/**
 * Keeps in this process what was computed from stored rows, for as long as their stamp stays the same. It is no
 * state: another process, or an empty one, computes the same anew. The least lately used goes first.
 *
 * @param size how many are kept
 */
export function remembering<T>(
  size: number,
): (key: string, stamp: string, make: () => Promise<T>) => Promise<T> {
  const kept = new Map<string, { readonly stamp: string; readonly value: Promise<T> }>();
  return (key, stamp, make) => {
    const found = kept.get(key);
    kept.delete(key);
    const entry = found?.stamp === stamp ? found : { stamp, value: make() };
    kept.set(key, entry);
    entry.value.catch(() => {
      if (kept.get(key) === entry) kept.delete(key);
    });
    const [oldest] = kept.keys();
    if (kept.size > size && oldest !== undefined) kept.delete(oldest);
    return entry.value;
  };
}
