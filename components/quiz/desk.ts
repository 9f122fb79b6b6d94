import type { StoredAnswer } from "@/lib/domain/attempts/views";
import { keptAlong } from "../kept/kept-along";
import { fetchStoredAnswer, offerLate, sendItem } from "./api";
import {
  browserDatabase,
  browserDraftStorage,
  browserOutboxStorage,
  forgetOldDrafts,
} from "./browser-storage";
import type { DraftStorage } from "./draft";
import type { NewItem } from "./outbox/item";
import { createOutbox, type Outbox } from "./outbox/outbox";
import { withMemoryBehind } from "./outbox/storage";

/** What a reader's answers lie on until they are sent. */
export type Desk = {
  readonly outbox: Outbox;
  readonly drafts: DraftStorage;
  /** What the server has of the reader's answer to a case; null where it has none, or can't be asked. */
  readonly findStored: (caseId: string, assignmentId: string | null) => Promise<StoredAnswer | null>;
  readonly close: () => void;
};

/** How many desks of each reader's are open on this page. */
const openDesks = new Map<string, number>();

export const isDeskOpen = (userId: string): boolean => (openDesks.get(userId) ?? 0) > 0;

const count = (userId: string, by: 1 | -1): void =>
  void openDesks.set(userId, (openDesks.get(userId) ?? 0) + by);

/**
 * Opens a reader's desk in this browser, and sends what was left on it. `onKept` hears when the browser keeps nothing, or
 * stops to, and when it does again; the answers are sent all the same.
 */
export async function openDesk(userId: string, onKept: (kept: boolean) => void): Promise<Desk> {
  count(userId, 1);
  const database = browserDatabase();
  const opened = await database.use(async () => true).catch(() => false);
  if (opened) void forgetOldDrafts(database, Date.now()).catch(() => {});
  else onKept(false);

  const channel = new BroadcastChannel(`calot-outbox ${userId}`);
  const outbox = createOutbox({
    userId,
    storage: withMemoryBehind(browserOutboxStorage(database), onKept),
    send: sendItem,
    offer: offerLate,
    exclusively,
    later: (callback, ms) => {
      const timer = setTimeout(callback, ms);
      return () => clearTimeout(timer);
    },
    random: Math.random,
    now: Date.now,
    announce: () => channel.postMessage("changed"),
  });
  outbox.onEvent((event) => {
    if (event.type === "answered" && event.answer.kind === "zone") void noteSent(event.item);
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
    const { waiting, refused } = outbox.status();
    if ([...waiting, ...refused].some((item) => item.sequence < 0)) event.preventDefault();
  };
  window.addEventListener("beforeunload", warn);
  return {
    outbox,
    drafts: browserDraftStorage(database),
    findStored: fetchStoredAnswer,
    close: () => {
      count(userId, -1);
      outbox.close();
      channel.close();
      window.removeEventListener("online", wake);
      document.removeEventListener("visibilitychange", wake);
      window.removeEventListener("beforeunload", warn);
      database.close();
    },
  };
}

/** Of a case that was taken along: what came of it is found later, unless this very page shows it now. */
async function noteSent({ attemptId, caseId, userId: readerId }: NewItem): Promise<void> {
  const seen = window.location.pathname.endsWith(`/${caseId}`);
  const along = keptAlong();
  await along
    .noteSent({ attemptId, caseId, readerId, seen })
    .catch(() => {})
    .finally(() => along.close());
}

/** Web Locks are there in secure contexts alone; without them two tabs may send the same, which does no harm. */
async function exclusively(name: string, work: () => Promise<void>): Promise<void> {
  if (navigator.locks) await navigator.locks.request(name, work);
  else await work();
}
