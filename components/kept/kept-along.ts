import type { DBSchema } from "idb";
import { ALONG_MS, type AlongCase, type TakenAlong } from "@/lib/domain/along/along";
import { openBrowserDatabase } from "../client/browser-database";
import { forgetFrames } from "./frames";

/** An answer to a case that was taken along, once it was sent. */
export type SentAnswer = {
  readonly attemptId: string;
  readonly readerId: string;
  readonly caseId: string;
  /** The case's place among those taken along. */
  readonly number: number;
  /** Milliseconds since 1970. */
  readonly sentAt: number;
  /** Whether its reader has opened what came of it. */
  readonly seen: boolean;
};

interface Schema extends DBSchema {
  taken: { key: string; value: TakenAlong };
  sent: { key: string; value: SentAnswer; indexes: { readerId: string } };
}

/** What is kept on this device for times without reception, by person. */
export type KeptAlong = {
  /** What was taken along last and is still good; null where there is nothing. */
  find(readerId?: string): Promise<TakenAlong | null>;
  /** Keeps what was taken along; what was there before gives way, and answers of which is known what came of them. */
  save(taken: TakenAlong): Promise<void>;
  /** Notes an answer that was sent, where it is to a case that was taken along. */
  noteSent(answer: Omit<SentAnswer, "number" | "sentAt">): Promise<void>;
  noteSeen(attemptId: string): Promise<void>;
  /** In the order of their cases. */
  sent(readerId: string): Promise<readonly SentAnswer[]>;
  /** Forgets everything of a person's, or of all others. */
  forget(whose: { readonly only: string } | { readonly but: string }): Promise<void>;
  /** Forgets what is not good any more. */
  forgetOld(): Promise<void>;
  close(): void;
};

export function keptAlong(now: () => number = Date.now, name = "calot-along"): KeptAlong {
  const database = openBrowserDatabase<Schema>(name, (db) => {
    db.createObjectStore("taken", { keyPath: "readerId" });
    db.createObjectStore("sent", { keyPath: "attemptId" }).createIndex("readerId", "readerId");
  });
  const isGood = ({ until }: TakenAlong): boolean => Date.parse(until) > now();
  const forgetOf = async (readerIds: readonly string[]): Promise<void> => {
    if (readerIds.length === 0) return;
    await database.use(async (db) => {
      const work = db.transaction(["taken", "sent"], "readwrite");
      const sent = work.objectStore("sent");
      for (const readerId of readerIds) {
        await work.objectStore("taken").delete(readerId);
        for (const key of await sent.index("readerId").getAllKeys(readerId)) await sent.delete(key);
      }
      await work.done;
    });
  };
  return {
    find: async (readerId) => {
      const all = await database.use((db) => db.getAll("taken"));
      return all.find((taken) => isGood(taken) && (!readerId || taken.readerId === readerId)) ?? null;
    },
    save: (taken) =>
      database.use(async (db) => {
        const work = db.transaction(["taken", "sent"], "readwrite", { durability: "strict" });
        const before = await work.objectStore("taken").get(taken.readerId);
        await work.objectStore("taken").put(withAnswered(before ?? null, taken));
        const sent = work.objectStore("sent");
        if (before && before.id !== taken.id) {
          for (const each of await sent.index("readerId").getAll(taken.readerId)) {
            if (each.seen) await sent.delete(each.attemptId);
          }
        }
        await work.done;
      }),
    noteSent: (answer) =>
      database.use(async (db) => {
        const work = db.transaction(["taken", "sent"], "readwrite");
        const taken = await work.objectStore("taken").get(answer.readerId);
        const found = taken?.cases.find(({ id }) => id === answer.caseId);
        const sent = work.objectStore("sent");
        if (found && !(await sent.get(answer.attemptId))) {
          await sent.put({ ...answer, number: found.number, sentAt: now() });
        }
        await work.done;
      }),
    noteSeen: (attemptId) =>
      database.use(async (db) => {
        const work = db.transaction("sent", "readwrite");
        const found = await work.store.get(attemptId);
        if (found) await work.store.put({ ...found, seen: true });
        await work.done;
      }),
    sent: async (readerId) => {
      const all = await database.use((db) => db.getAllFromIndex("sent", "readerId", readerId));
      return all.toSorted((a, b) => a.number - b.number || a.sentAt - b.sentAt);
    },
    forget: async (whose) => {
      const people = await database.use(async (db) => {
        const taken = await db.getAllKeys("taken");
        const sent = await db.getAll("sent");
        return [...new Set([...taken, ...sent.map(({ readerId }) => readerId)])];
      });
      const gone = (id: string): boolean => ("only" in whose ? id === whose.only : id !== whose.but);
      await forgetOf(people.filter(gone));
      await forgetFrames(gone);
    },
    forgetOld: async () => {
      const taken = await database.use((db) => db.getAll("taken"));
      const old = new Set(taken.filter((each) => !isGood(each)).map(({ readerId }) => readerId));
      await database.use(async (db) => {
        const work = db.transaction(["taken", "sent"], "readwrite");
        for (const readerId of old) await work.objectStore("taken").delete(readerId);
        const sent = work.objectStore("sent");
        for (const each of await sent.getAll()) {
          if (now() - each.sentAt > ALONG_MS) await sent.delete(each.attemptId);
        }
        await work.done;
      });
      await forgetFrames((id) => old.has(id));
    },
    close: () => database.close(),
  };
}

/** The same cases taken along again: those answered meanwhile stay in the list, for what came of them to be found. */
function withAnswered(before: TakenAlong | null, taken: TakenAlong): TakenAlong {
  if (before?.id !== taken.id) return taken;
  const there = new Set(taken.cases.map(({ number }) => number));
  const kept: AlongCase[] = before.cases.filter(({ number }) => !there.has(number));
  return { ...taken, cases: [...kept, ...taken.cases].toSorted((a, b) => a.number - b.number) };
}
