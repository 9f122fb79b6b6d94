import { sendItem } from "./api";
import {
  browserDraftStorage,
  browserOutboxStorage,
  forgetOldDrafts,
  openBrowserDatabase,
} from "./browser-storage";
import type { DraftStorage } from "./draft";
import { createOutbox, type Outbox } from "./outbox/outbox";
import { memoryStorage, withMemoryBehind } from "./outbox/storage";

/** What a reader's answers lie on until they are sent. */
export type Desk = {
  readonly outbox: Outbox;
  readonly drafts: DraftStorage;
  readonly close: () => void;
};

/** A browser whose database hasn't opened by then is taken to have none. */
const OPENING_MS = 3000;

const noDrafts: DraftStorage = { find: async () => null, save: async () => {}, remove: async () => {} };

/**
 * Opens a reader's desk in this browser, and sends what was left on it. Where the browser keeps nothing, or
 * stops to, `onUnkept` is called and the answers are sent all the same.
 */
export async function openDesk(userId: string, onUnkept: () => void): Promise<Desk> {
  const db = await Promise.race([
    openBrowserDatabase(),
    new Promise<null>((resolve) => setTimeout(resolve, OPENING_MS, null)),
  ]).catch(() => null);
  if (db) void forgetOldDrafts(db, Date.now()).catch(() => {});
  else onUnkept();

  const channel = new BroadcastChannel(`calot-outbox ${userId}`);
  const outbox = createOutbox({
    userId,
    storage: db ? withMemoryBehind(browserOutboxStorage(db), onUnkept) : memoryStorage(),
    send: sendItem,
    exclusively,
    later: (callback, ms) => {
      const timer = setTimeout(callback, ms);
      return () => clearTimeout(timer);
    },
    random: Math.random,
    now: Date.now,
    announce: () => channel.postMessage("changed"),
  });
  // Another tab may have been closed before it could send: then this one does.
  channel.onmessage = () => void outbox.flush();
  const wake = (): void => {
    if (document.visibilityState === "visible") void outbox.flush();
  };
  window.addEventListener("online", wake);
  document.addEventListener("visibilitychange", wake);
  // What only this page holds would be gone with it.
  const warn = (event: BeforeUnloadEvent): void => {
    if (outbox.status().waiting.some((item) => item.sequence < 0)) event.preventDefault();
  };
  window.addEventListener("beforeunload", warn);
  return {
    outbox,
    drafts: db ? browserDraftStorage(db) : noDrafts,
    close: () => {
      outbox.close();
      channel.close();
      window.removeEventListener("online", wake);
      document.removeEventListener("visibilitychange", wake);
      window.removeEventListener("beforeunload", warn);
      db?.close();
    },
  };
}

/** Web Locks are there in secure contexts alone; without them two tabs may send the same, which does no harm. */
async function exclusively(name: string, work: () => Promise<void>): Promise<void> {
  if (navigator.locks) await navigator.locks.request(name, work);
  else await work();
}
