import type { NewItem, OutboxItem, Problem } from "./item";

/** Where items are kept. */
export type OutboxStorage = {
  /** Keeps an item; one with the same id that is there already stays, and is given back. */
  add(item: NewItem): Promise<OutboxItem>;
  /** A user's items, in the order in which they were added. */
  list(userId: string): Promise<readonly OutboxItem[]>;
  remove(sequence: number): Promise<void>;
  refuse(sequence: number, problem: Problem): Promise<void>;
};

/** Keeps items for as long as the page is open. */
export function memoryStorage(): OutboxStorage {
  let items: readonly OutboxItem[] = [];
  let last = 0;
  return {
    add: async (item) => {
      const there = items.find(({ id }) => id === item.id);
      if (there) return there;
      // Below zero, so that it never meets a number that the browser's database gave.
      last -= 1;
      const kept = { ...item, sequence: last, refused: null };
      items = [...items, kept];
      return kept;
    },
    list: async (userId) => items.filter((item) => item.userId === userId),
    remove: async (sequence) => {
      items = items.filter((item) => item.sequence !== sequence);
    },
    refuse: async (sequence, refused) => {
      items = items.map((item) => (item.sequence === sequence ? { ...item, refused } : item));
    },
  };
}

/**
 * Keeps items in `primary`, and in memory what `primary` could not take: a full disk, or a private window, must not stop
 * an answer from being sent. What `primary` held when it was last read is known while it can't be read, and what became
 * of it meanwhile is noted there as soon as it can. `onKept` hears whether everything is in `primary`, as that changes.
 */
export function withMemoryBehind(primary: OutboxStorage, onKept: (kept: boolean) => void): OutboxStorage {
  const memory = memoryStorage();
  const read = new Map<string, readonly OutboxItem[]>();
  /** What `primary` is yet to be told: a refusal, or null for what is to be removed. */
  const owed = new Map<number, Problem | null>();
  const unkept = new Set<number>();
  let kept = true;
  const tell = (now: boolean): void => {
    if (now !== kept) onKept(now);
    kept = now;
  };
  const inMemory = (sequence: number): boolean => sequence < 0;
  const settle = (sequence: number, problem: Problem | null): Promise<void> =>
    problem === null ? primary.remove(sequence) : primary.refuse(sequence, problem);
  const note = async (sequence: number, problem: Problem | null): Promise<void> => {
    if (inMemory(sequence)) {
      if (problem !== null) return memory.refuse(sequence, problem);
      unkept.delete(sequence);
      return memory.remove(sequence);
    }
    owed.set(sequence, problem);
    await settle(sequence, problem).then(
      () => owed.delete(sequence),
      () => tell(false),
    );
  };
  const asOwed = (item: OutboxItem): readonly OutboxItem[] => {
    const refused = owed.get(item.sequence);
    if (refused === undefined) return [item];
    return refused === null ? [] : [{ ...item, refused }];
  };
  return {
    add: async (item) => {
      try {
        return await primary.add(item);
      } catch {
        tell(false);
        const there = await memory.add(item);
        unkept.add(there.sequence);
        return there;
      }
    },
    list: async (userId) => {
      try {
        for (const [sequence, problem] of owed) {
          await settle(sequence, problem);
          owed.delete(sequence);
        }
        read.set(userId, await primary.list(userId));
        tell(unkept.size === 0);
      } catch {
        tell(false);
      }
      return [...(read.get(userId) ?? []).flatMap(asOwed), ...(await memory.list(userId))];
    },
    remove: (sequence) => note(sequence, null),
    refuse: note,
  };
}
