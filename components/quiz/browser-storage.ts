import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import { DRAFT_LIFE_MS, type Draft, type DraftStorage } from "./draft";
import type { NewItem, OutboxItem } from "./outbox/item";
import type { OutboxStorage } from "./outbox/storage";

interface Schema extends DBSchema {
  outbox: { key: number; value: OutboxItem; indexes: { id: string; userId: string } };
  drafts: { key: string; value: Draft; indexes: { savedAt: number } };
}

type Connection = IDBPDatabase<Schema>;

/** The browser's database of what is not sent yet. */
export type BrowserDatabase = {
  /**
   * Does something with the database, on a connection that is opened where none is. Browsers end connections of pages
   * in the background: what fails is tried once more on a new one, and so must be safe to repeat.
   */
  use<T>(work: (db: Connection) => Promise<T>): Promise<T>;
  close(): void;
};

/** A browser that gives no answer by then is taken to have none. */
const ANSWER_MS = 3000;

function within<T>(ms: number, promise: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout>;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("The browser’s database gives no answer.")), ms);
  });
  return Promise.race([promise, tooLate]).finally(() => clearTimeout(timer));
}

export function browserDatabase(name = "calot"): BrowserDatabase {
  let opening: Promise<Connection> | null = null;
  const lose = (lost: Promise<Connection> | null): void => {
    if (opening === lost) opening = null;
  };
  const connect = (): Promise<Connection> => {
    if (opening) return opening;
    const made: Promise<Connection> = openDB<Schema>(name, 1, {
      upgrade(db) {
        const outbox = db.createObjectStore("outbox", { keyPath: "sequence", autoIncrement: true });
        outbox.createIndex("id", "id", { unique: true });
        outbox.createIndex("userId", "userId");
        db.createObjectStore("drafts", { keyPath: "key" }).createIndex("savedAt", "savedAt");
      },
      // A newer version of the page wants to change the database: let it.
      blocking: (_from, _to, event) => {
        lose(made);
        (event.target as IDBDatabase).close();
      },
      terminated: () => lose(made),
    });
    opening = made;
    made.catch(() => lose(made));
    return made;
  };
  const attempt = async <T>(work: (db: Connection) => Promise<T>): Promise<T> => {
    const connection = connect();
    // One that takes too long to open is waited for again the next time; it may come yet.
    const db = await within(ANSWER_MS, connection);
    try {
      return await within(ANSWER_MS, work(db));
    } catch (error) {
      lose(connection);
      db.close();
      throw error;
    }
  };
  return {
    use: async (work) => {
      const before = opening;
      try {
        return await attempt(work);
      } catch (error) {
        // A connection that was new already: another one would do no better.
        if (before === null) throw error;
        return attempt(work);
      }
    },
    close: () => {
      const last = opening;
      opening = null;
      void last?.then((db) => db.close()).catch(() => {});
    },
  };
}

export function browserOutboxStorage(database: BrowserDatabase): OutboxStorage {
  return {
    add: (item: NewItem) =>
      database.use(async (db) => {
        // One transaction, so that two tabs can't both find nothing there. On disk before it resolves.
        const work = db.transaction("outbox", "readwrite", { durability: "strict" });
        const there = await work.store.index("id").get(item.id);
        if (there) return there;
        // The database gives the sequence number.
        const sequence = await work.store.add({ ...item, refused: null } as OutboxItem);
        await work.done;
        return { ...item, refused: null, sequence };
      }),
    list: (userId) => database.use((db) => db.getAllFromIndex("outbox", "userId", userId)),
    remove: (sequence) => database.use((db) => db.delete("outbox", sequence)),
    refuse: (sequence, refused) =>
      database.use(async (db) => {
        const work = db.transaction("outbox", "readwrite");
        const item = await work.store.get(sequence);
        if (item) await work.store.put({ ...item, refused });
        await work.done;
      }),
  };
}

export function browserDraftStorage(database: BrowserDatabase): DraftStorage {
  return {
    find: async (key) => (await database.use((db) => db.get("drafts", key))) ?? null,
    save: async (draft) => {
      await database.use((db) => db.put("drafts", draft));
    },
    remove: (key) => database.use((db) => db.delete("drafts", key)),
  };
}

/** Forgets drafts that nobody came back to. */
export async function forgetOldDrafts(database: BrowserDatabase, now: number): Promise<void> {
  await database.use(async (db) => {
    const work = db.transaction("drafts", "readwrite");
    const old = IDBKeyRange.upperBound(now - DRAFT_LIFE_MS);
    for await (const cursor of work.store.index("savedAt").iterate(old)) await cursor.delete();
    await work.done;
  });
}
