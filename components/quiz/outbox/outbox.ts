import { waitAfter } from "../../client/backoff";
import {
  type Answer,
  isToOffer,
  itemId,
  type NewItem,
  type OfferSent,
  type OutboxItem,
  type Problem,
  type Sent,
} from "./item";
import type { OutboxStorage } from "./storage";

/** Why nothing is sent at the moment. */
export type Delay = "unreachable" | "signed-out";

export type OutboxEvent =
  | { readonly type: "answered"; readonly item: NewItem; readonly answer: Answer }
  | { readonly type: "refused"; readonly item: NewItem; readonly problem: Problem }
  /** It is stored; this page is too old to show the answer. */
  | { readonly type: "unreadable"; readonly item: NewItem }
  | { readonly type: "delayed"; readonly item: NewItem; readonly delay: Delay };

/** What there is to show. `delay` is null while nothing has gone wrong. */
export type OutboxStatus = {
  readonly waiting: readonly OutboxItem[];
  readonly refused: readonly OutboxItem[];
  readonly delay: Delay | null;
};

export type Outbox = {
  /** Keeps a request, then sends it; resolves when it is kept. */
  put(item: NewItem): Promise<void>;
  /** Asks for the answer to an item that is kept already, even should another tab send it first. */
  await(item: NewItem): void;
  /** Tries everything now: the network is back, the page is looked at again, or someone asks. */
  flush(): Promise<void>;
  /** Looks again at what is kept: another tab changed it. */
  refresh(): Promise<void>;
  /** Forgets a refused item, once its reader has read why. */
  dismiss(item: OutboxItem): Promise<void>;
  status(): OutboxStatus;
  onEvent(listener: (event: OutboxEvent) => void): () => void;
  onStatus(listener: () => void): () => void;
  /** Stops; what is kept stays kept. */
  close(): void;
};

type OutboxParts = {
  readonly userId: string;
  readonly storage: OutboxStorage;
  readonly send: (item: NewItem) => Promise<Sent>;
  /** Offers a late answer to the faculty; `lock` is its phase, where that was not locked in time. */
  readonly offer: (zone: NewItem, lock: NewItem | null) => Promise<OfferSent>;
  /** Runs `work` while no other tab holds `name`. */
  readonly exclusively: (name: string, work: () => Promise<void>) => Promise<void>;
  /** Calls back after some milliseconds; returns how to call it off. */
  readonly later: (callback: () => void, ms: number) => () => void;
  /** 0 ≤ x < 1. */
  readonly random: () => number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Something is kept, or no longer kept: for other tabs to hear. */
  readonly announce: () => void;
};

/**
 * How long after a sending without an answer the server may still be storing it: the database may have stood still
 * meanwhile. Until then, a refusal may be that of another sending of the same request, and is not believed.
 */
const SETTLED_MS = 60_000;

/** Refusals that go by what is stored, and not by the request alone. */
const goesByWhatIsStored = ({ status }: Problem): boolean => status === 404 || status === 409;

/**
 * Sends what it keeps, each case's requests strictly in order, until the server has answered each for good.
 * A request may be sent twice (the page was closed between answer and note), which the server takes for once.
 */
export function createOutbox(parts: OutboxParts): Outbox {
  const { userId, storage, exclusively, later, random, now, announce } = parts;
  const eventListeners = new Set<(event: OutboxEvent) => void>();
  const statusListeners = new Set<() => void>();
  const running = new Map<string, Promise<void>>();
  const failures = new Map<string, { count: number; callOff: () => void }>();
  /** Items whose answers somebody in this tab waits for. */
  const wanted = new Map<string, NewItem>();
  /** When the latest sending of an item ended without a word from the server; null where none did. */
  const unanswered = new Map<string, number | null>();
  const opened = now();
  let status: OutboxStatus = { waiting: [], refused: [], delay: null };
  let delay: Delay | null = null;
  let closed = false;

  const emit = (event: OutboxEvent): void => {
    for (const listener of eventListeners) listener(event);
  };

  const refreshStatus = async (): Promise<void> => {
    const items = await storage.list(userId);
    if (closed) return;
    const waiting = items.filter((item) => item.refused === null);
    if (waiting.length === 0 && !items.some(isToOffer)) delay = null;
    status = { waiting, refused: items.filter((item) => item.refused !== null), delay };
    for (const listener of statusListeners) listener();
  };

  /** What is to be sent next for a case: what this tab waits for though another has sent it, else the oldest. */
  const nextOf = async (caseId: string): Promise<{ item: NewItem; sequence: number | null } | null> => {
    const kept = (await storage.list(userId)).filter((item) => item.caseId === caseId);
    for (const item of wanted.values()) {
      if (item.caseId !== caseId) continue;
      const there = kept.find(({ id }) => id === item.id);
      if (!there) return { item, sequence: null };
      if (there.refused) {
        wanted.delete(item.id);
        emit({ type: "refused", item, problem: there.refused });
      }
    }
    const head = kept.find((item) => item.refused === null);
    return head ? { item: head, sequence: head.sequence } : null;
  };

  const refuse = async (item: NewItem, problem: Problem): Promise<void> => {
    const kept = await storage.list(userId);
    // A zone without its phase can't be stored either, and must not meet another phase under the same id.
    const ids = item.kind === "lock" ? [item.id, itemId(item.attemptId, "zone")] : [item.id];
    for (const each of kept.filter(({ id }) => ids.includes(id))) {
      await storage.refuse(each.sequence, problem);
      wanted.delete(each.id);
    }
    wanted.delete(item.id);
    emit({ type: "refused", item, problem });
  };

  const mayBeStored = (item: NewItem): boolean => {
    // What another page kept may have been on its way as that page was closed.
    const since = unanswered.has(item.id) ? unanswered.get(item.id)! : opened;
    return since !== null && now() - since < SETTLED_MS;
  };

  const retryLater = (caseId: string, asked: number | null): void => {
    const count = (failures.get(caseId)?.count ?? 0) + 1;
    const callOff = later(() => void work(caseId), waitAfter(count, asked, random()));
    failures.set(caseId, { count, callOff });
  };

  const wait = (caseId: string, item: NewItem, reason: Delay, asked: number | null): void => {
    // Signing in happens elsewhere: there is nothing to be gained by asking again and again.
    if (reason === "unreachable") retryLater(caseId, asked);
    delay = reason;
    emit({ type: "delayed", item, delay: reason });
  };

  /** Sends one item; says whether to go on with the next. */
  const sendOne = async (caseId: string, item: NewItem, sequence: number | null): Promise<boolean> => {
    const sent = await parts.send(item);
    if (closed) return false;
    if (sent.outcome === "refused" && goesByWhatIsStored(sent.problem) && mayBeStored(item)) {
      wait(caseId, item, "unreachable", null);
      return false;
    }
    if (sent.outcome === "unreachable" || sent.outcome === "signed-out") {
      if (sent.outcome === "unreachable") unanswered.set(item.id, now());
      wait(caseId, item, sent.outcome, sent.outcome === "unreachable" ? sent.afterMs : null);
      return false;
    }
    failures.delete(caseId);
    unanswered.delete(item.id);
    delay = null;
    if (sent.outcome === "refused") await refuse(item, sent.problem);
    else {
      if (sequence !== null) await storage.remove(sequence);
      wanted.delete(item.id);
      emit(
        sent.outcome === "stored"
          ? { type: "answered", item, answer: sent.answer }
          : { type: "unreadable", item },
      );
    }
    announce();
    return true;
  };

  /** Offers a case's next late answer; says whether to go on. */
  const offerOne = async (caseId: string): Promise<boolean> => {
    const kept = (await storage.list(userId)).filter((item) => item.caseId === caseId);
    const zone = kept.find(isToOffer);
    if (!zone?.refused) return false;
    const lock = kept.find(({ id }) => id === itemId(zone.attemptId, "lock")) ?? null;
    const sent = await parts.offer(zone, lock);
    if (closed) return false;
    if (sent.outcome === "unreachable" || sent.outcome === "signed-out") {
      wait(caseId, zone, sent.outcome, sent.outcome === "unreachable" ? sent.afterMs : null);
      return false;
    }
    failures.delete(caseId);
    delay = null;
    const { late: _, ...refusal } = zone.refused;
    const problem =
      sent.outcome === "offered" ? { ...refusal, late: { offered: sent.offered } } : sent.problem;
    await storage.refuse(zone.sequence, problem);
    if (lock) await storage.remove(lock.sequence);
    announce();
    return true;
  };

  const work = (caseId: string): Promise<void> => {
    const already = running.get(caseId);
    if (already) return already;
    failures.get(caseId)?.callOff();
    const run = exclusively(`calot-outbox ${userId} ${caseId}`, async () => {
      for (let goOn = true; goOn && !closed; ) {
        const next = await nextOf(caseId);
        goOn = next ? await sendOne(caseId, next.item, next.sequence) : await offerOne(caseId);
        await refreshStatus();
      }
    })
      // Storage that fails in mid-work: what is kept is sent again later, which the server takes for once.
      .catch(() => retryLater(caseId, null))
      .finally(() => running.delete(caseId));
    running.set(caseId, run);
    return run;
  };

  const flush = async (): Promise<void> => {
    await refreshStatus();
    const offers = status.refused.filter(isToOffer);
    const cases = [...status.waiting, ...offers, ...wanted.values()].map((item) => item.caseId);
    await Promise.all([...new Set(cases)].map(work));
  };

  return {
    put: async (item) => {
      const kept = await storage.add(item);
      const isNew = kept.createdAt === item.createdAt && !unanswered.has(item.id);
      if (isNew) unanswered.set(item.id, null);
      wanted.set(item.id, kept);
      await refreshStatus();
      announce();
      // A run that is just ending may have looked before this was there.
      const before = running.get(item.caseId);
      void (before ? before.then(() => work(item.caseId)) : work(item.caseId));
    },
    await: (item) => {
      wanted.set(item.id, item);
    },
    flush,
    refresh: refreshStatus,
    dismiss: async (item) => {
      await storage.remove(item.sequence);
      await refreshStatus();
      announce();
    },
    status: () => status,
    onEvent: (listener) => {
      eventListeners.add(listener);
      return () => eventListeners.delete(listener);
    },
    onStatus: (listener) => {
      statusListeners.add(listener);
      return () => statusListeners.delete(listener);
    },
    close: () => {
      closed = true;
      for (const { callOff } of failures.values()) callOff();
      eventListeners.clear();
      statusListeners.clear();
    },
  };
}
