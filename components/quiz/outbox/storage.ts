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
 * Keeps items in `primary`, and in memory what `primary` could not take: a full disk, or a private window,
 * must not stop an answer from being sent. `onFailure` hears of the first time.
 */
export function withMemoryBehind(primary: OutboxStorage, onFailure: () => void): OutboxStorage {
  const memory = memoryStorage();
  const inMemory = (sequence: number): boolean => sequence < 0;
  return {
    add: async (item) => {
      try {
        return await primary.add(item);
      } catch {
        onFailure();
        return memory.add(item);
      }
    },
    list: async (userId) => {
      const kept = await primary.list(userId).catch(() => {
        onFailure();
        return [];
      });
      return [...kept, ...(await memory.list(userId))];
    },
    remove: (sequence) => (inMemory(sequence) ? memory : primary).remove(sequence),
    refuse: (sequence, problem) => (inMemory(sequence) ? memory : primary).refuse(sequence, problem),
  };
}
