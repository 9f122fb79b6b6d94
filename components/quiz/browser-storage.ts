import type { DBSchema } from "idb";
import { type BrowserDatabase, openBrowserDatabase } from "../client/browser-database";
import { DRAFT_LIFE_MS, type Draft, type DraftStorage, draftKeysOf } from "./draft";
import type { NewItem, OutboxItem } from "./outbox/item";
import type { OutboxStorage } from "./outbox/storage";

interface Schema extends DBSchema {
  outbox: { key: number; value: OutboxItem; indexes: { id: string; userId: string } };
  drafts: { key: string; value: Draft; indexes: { savedAt: number } };
}

/** The browser's database of what is not sent yet. */
type AnswersDatabase = BrowserDatabase<Schema>;

export const browserDatabase = (name = "calot"): AnswersDatabase =>
  openBrowserDatabase<Schema>(name, (db) => {
    const outbox = db.createObjectStore("outbox", { keyPath: "sequence", autoIncrement: true });
    outbox.createIndex("id", "id", { unique: true });
    outbox.createIndex("userId", "userId");
    db.createObjectStore("drafts", { keyPath: "key" }).createIndex("savedAt", "savedAt");
  });

export function browserOutboxStorage(database: AnswersDatabase): OutboxStorage {
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

/** A browser's drafts, of which all of a reader's can be forgotten. */
type BrowserDrafts = DraftStorage & { forgetOf(userId: string): Promise<void> };

export function browserDraftStorage(database: AnswersDatabase): BrowserDrafts {
  return {
    find: async (key) => (await database.use((db) => db.get("drafts", key))) ?? null,
    save: (draft) =>
      database.use(async (db) => {
        const work = db.transaction("drafts", "readwrite");
        const put = work.store.put(draft);
        // At once: a page that is left before it has heard of the put would take it along.
        work.commit();
        await Promise.all([put, work.done]);
      }),
    remove: (key) => database.use((db) => db.delete("drafts", key)),
    forgetOf: (userId) =>
      database.use((db) => {
        const [from, to] = draftKeysOf(userId);
        return db.delete("drafts", IDBKeyRange.bound(from, to));
      }),
  };
}

/** Forgets drafts that nobody came back to. */
export async function forgetOldDrafts(database: AnswersDatabase, now: number): Promise<void> {
  await database.use(async (db) => {
    const work = db.transaction("drafts", "readwrite");
    const old = IDBKeyRange.upperBound(now - DRAFT_LIFE_MS);
    for await (const cursor of work.store.index("savedAt").iterate(old)) await cursor.delete();
    await work.done;
  });
}
