import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import { DRAFT_LIFE_MS, type Draft, type DraftStorage } from "./draft";
import type { NewItem, OutboxItem } from "./outbox/item";
import type { OutboxStorage } from "./outbox/storage";

interface Schema extends DBSchema {
  outbox: { key: number; value: OutboxItem; indexes: { id: string; userId: string } };
  drafts: { key: string; value: Draft; indexes: { savedAt: number } };
}

type BrowserDatabase = IDBPDatabase<Schema>;

/** The browser's database of what is not sent yet. Rejects where the browser has none, or closes it to us. */
export async function openBrowserDatabase(name = "calot"): Promise<BrowserDatabase> {
  return openDB<Schema>(name, 1, {
    upgrade(db) {
      const outbox = db.createObjectStore("outbox", { keyPath: "sequence", autoIncrement: true });
      outbox.createIndex("id", "id", { unique: true });
      outbox.createIndex("userId", "userId");
      db.createObjectStore("drafts", { keyPath: "key" }).createIndex("savedAt", "savedAt");
    },
    // A newer version of the page wants to change the database: let it.
    blocking: (_from, _to, event) => (event.target as IDBDatabase).close(),
  });
}

export function browserOutboxStorage(db: BrowserDatabase): OutboxStorage {
  return {
    add: async (item: NewItem) => {
      // One transaction, so that two tabs can't both find nothing there. On disk before it resolves.
      const work = db.transaction("outbox", "readwrite", { durability: "strict" });
      const there = await work.store.index("id").get(item.id);
      if (there) return there;
      // The database gives the sequence number.
      const sequence = await work.store.add({ ...item, refused: null } as OutboxItem);
      await work.done;
      return { ...item, refused: null, sequence };
    },
    list: (userId) => db.getAllFromIndex("outbox", "userId", userId),
    remove: (sequence) => db.delete("outbox", sequence),
    refuse: async (sequence, refused) => {
      const work = db.transaction("outbox", "readwrite");
      const item = await work.store.get(sequence);
      if (item) await work.store.put({ ...item, refused });
      await work.done;
    },
  };
}

export function browserDraftStorage(db: BrowserDatabase): DraftStorage {
  return {
    find: async (key) => (await db.get("drafts", key)) ?? null,
    save: async (draft) => {
      await db.put("drafts", draft);
    },
    remove: (key) => db.delete("drafts", key),
  };
}

/** Forgets drafts that nobody came back to. */
export async function forgetOldDrafts(db: BrowserDatabase, now: number): Promise<void> {
  const work = db.transaction("drafts", "readwrite");
  const old = IDBKeyRange.upperBound(now - DRAFT_LIFE_MS);
  for await (const cursor of work.store.index("savedAt").iterate(old)) await cursor.delete();
  await work.done;
}
