import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LockedPhase } from "@/lib/domain/attempts/views";
import { waitAfter } from "../../client/backoff";
import { itemId, type NewItem, type OfferSent, type Sent } from "./item";
import { createOutbox, type OutboxEvent } from "./outbox";
import { memoryStorage, type OutboxStorage, withMemoryBehind } from "./storage";

const locked = (id: string): LockedPhase => ({ id, definition: { phase: "B", text: "…" } });
const stored = (item: NewItem): Sent => ({
  outcome: "stored",
  answer:
    item.kind === "lock"
      ? { kind: "lock", value: locked(item.attemptId) }
      : { kind: "zone", value: { score: null, reveal: null } },
});
const unreachable: Sent = { outcome: "unreachable", afterMs: null };
const problem = { status: 409, title: "Conflict", detail: "This attempt has another zone already." };

function lockOf(attemptId: string, caseId: string, userId = "ann"): NewItem {
  return {
    id: itemId(attemptId, "lock"),
    kind: "lock",
    body: { id: attemptId, caseId, mode: "guided", phase: "B" },
    userId,
    caseId,
    attemptId,
    mode: "guided",
    createdAt: 0,
  };
}
function zoneOf(attemptId: string, caseId: string, userId = "ann"): NewItem {
  return {
    ...lockOf(attemptId, caseId, userId),
    id: itemId(attemptId, "zone"),
    kind: "zone",
    body: { box: [1, 2, 30, 40], elapsedMs: 1234 },
  };
}

/** Lets everything that waits for nothing but promises happen. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Web Locks for several outboxes in one test. */
function makeLocks() {
  const tails = new Map<string, Promise<void>>();
  return (name: string, work: () => Promise<void>): Promise<void> => {
    const run = (tails.get(name) ?? Promise.resolve()).then(work);
    tails.set(
      name,
      run.catch(() => {}),
    );
    return run;
  };
}

type Options = {
  userId?: string;
  storage?: OutboxStorage;
  locks?: ReturnType<typeof makeLocks>;
  now?: () => number;
  offers?: (zone: NewItem) => OfferSent;
};

function open(answers: (item: NewItem) => Sent | Promise<Sent>, options: Options = {}) {
  const sent: NewItem[] = [];
  const offered: { zone: NewItem; lock: NewItem | null }[] = [];
  const events: OutboxEvent[] = [];
  const timers = new Set<{ callback: () => void; ms: number }>();
  const outbox = createOutbox({
    userId: options.userId ?? "ann",
    storage: options.storage ?? memoryStorage(),
    offer: async (zone, lock) => {
      offered.push({ zone, lock });
      return (options.offers ?? (() => ({ outcome: "unreachable", afterMs: null })))(zone);
    },
    send: async (item) => {
      sent.push(item);
      return answers(item);
    },
    exclusively: options.locks ?? makeLocks(),
    later: (callback, ms) => {
      const timer = { callback, ms };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    random: () => 0,
    now: options.now ?? Date.now,
    announce: () => {},
  });
  outbox.onEvent((event) => events.push(event));
  const passTime = async (): Promise<number[]> => {
    const due = [...timers];
    timers.clear();
    for (const { callback } of due) callback();
    await settle();
    return due.map(({ ms }) => ms);
  };
  const names = (): string[] => sent.map(({ id }) => id);
  return { outbox, sent, offered, events, timers, passTime, names };
}

describe("outbox", () => {
  it("keeps a request before it sends it, and forgets it once it is answered", async () => {
    const storage = memoryStorage();
    let keptWhenSent = 0;
    const { outbox, events } = open(
      async (item) => {
        keptWhenSent = (await storage.list("ann")).length;
        return stored(item);
      },
      { storage },
    );
    await outbox.put(lockOf("a1", "c1"));
    await settle();
    expect(keptWhenSent).toBe(1);
    expect(await storage.list("ann")).toEqual([]);
    expect(events).toMatchObject([{ type: "answered", item: { id: "a1/lock" }, answer: { kind: "lock" } }]);
    expect(outbox.status()).toEqual({ waiting: [], refused: [], delay: null });
  });

  it("keeps one of two with the same id, and sends it once", async () => {
    const storage = memoryStorage();
    let reachable = false;
    const { outbox, names, passTime } = open((item) => (reachable ? stored(item) : unreachable), { storage });
    await outbox.put(zoneOf("a1", "c1"));
    await outbox.put({ ...zoneOf("a1", "c1"), createdAt: 5 });
    await settle();
    expect(outbox.status().waiting).toHaveLength(1);
    reachable = true;
    const before = names().length;
    await passTime();
    expect(names().slice(before)).toEqual(["a1/zone"]);
  });

  it("waits 1 s, 2 s, 4 s … 30 s, less up to half, and never less than it was asked to", () => {
    expect([1, 2, 3, 5, 6, 20].map((failures) => waitAfter(failures, null, 0))).toEqual([
      1000, 2000, 4000, 16_000, 30_000, 30_000,
    ]);
    expect(waitAfter(3, null, 0.999)).toBeCloseTo(2002, -1);
    expect(waitAfter(1, 60_000, 0.5)).toBe(60_000);
  });

  it("tries again until the server can be reached, the zone only after its phase", async () => {
    let reachable = false;
    const { outbox, names, passTime, events } = open((item) => (reachable ? stored(item) : unreachable));
    await outbox.put(lockOf("a1", "c1"));
    await outbox.put(zoneOf("a1", "c1"));
    await settle();
    expect(outbox.status()).toMatchObject({
      delay: "unreachable",
      waiting: [{ id: "a1/lock" }, { id: "a1/zone" }],
    });
    await passTime();
    expect(new Set(names())).toEqual(new Set(["a1/lock"]));
    reachable = true;
    await passTime();
    expect(names().slice(-2)).toEqual(["a1/lock", "a1/zone"]);
    expect(outbox.status()).toEqual({ waiting: [], refused: [], delay: null });
    expect(events.filter(({ type }) => type === "answered")).toHaveLength(2);
  });

  it("forgets what is stored though its answer can't be read, and goes on: it never asks again", async () => {
    const storage = memoryStorage();
    const sent = (item: NewItem): Sent => (item.kind === "lock" ? { outcome: "unreadable" } : stored(item));
    const { outbox, names, timers, events } = open(sent, { storage });
    await outbox.put(lockOf("a1", "c1"));
    await outbox.put(zoneOf("a1", "c1"));
    await settle();
    expect(names()).toEqual(["a1/lock", "a1/zone"]);
    expect([await storage.list("ann"), [...timers]]).toEqual([[], []]);
    expect(outbox.status()).toEqual({ waiting: [], refused: [], delay: null });
    expect(events).toMatchObject([
      { type: "unreadable", item: { id: "a1/lock" } },
      { type: "answered", item: { id: "a1/zone" } },
    ]);
  });

  it("honours Retry-After", async () => {
    const { outbox, timers } = open(() => ({ outcome: "unreachable", afterMs: 45_000 }));
    await outbox.put(lockOf("a1", "c1"));
    await settle();
    expect([...timers].map(({ ms }) => ms)).toEqual([45_000]);
  });

  it("doesn't let one case hold up another", async () => {
    const { outbox, names } = open((item) => (item.caseId === "c1" ? unreachable : stored(item)));
    await outbox.put(lockOf("a1", "c1"));
    await outbox.put(lockOf("a2", "c2"));
    await settle();
    expect(names()).toContain("a2/lock");
    expect(outbox.status().waiting.map(({ id }) => id)).toEqual(["a1/lock"]);
  });

  it("sends the same request again after a crash between sending and forgetting", async () => {
    const kept = memoryStorage();
    const crashing: OutboxStorage = { ...kept, remove: () => new Promise(() => {}) };
    const before = open(stored, { storage: crashing });
    await before.outbox.put(zoneOf("a1", "c1"));
    await settle();
    before.outbox.close();

    const after = open(stored, { storage: kept });
    await after.outbox.flush();
    const { sequence: _, refused: __, ...again } = after.sent[0] as NewItem & Record<string, unknown>;
    expect(again).toEqual(zoneOf("a1", "c1"));
    expect(await kept.list("ann")).toEqual([]);
  });

  it("goes on later when storage fails in mid-work", async () => {
    const kept = memoryStorage();
    let failing = true;
    const flaky: OutboxStorage = {
      ...kept,
      remove: (sequence) => (failing ? Promise.reject(new Error("disk")) : kept.remove(sequence)),
    };
    const { outbox, passTime, sent } = open(stored, { storage: flaky });
    await outbox.put(lockOf("a1", "c1"));
    await settle();
    failing = false;
    await passTime();
    expect(sent.map(({ id }) => id)).toEqual(["a1/lock", "a1/lock"]);
    expect(await kept.list("ann")).toEqual([]);
  });

  it("never sends another user's requests", async () => {
    const storage = memoryStorage();
    await storage.add(lockOf("b1", "c1", "ben"));
    const { outbox, sent } = open(stored, { storage });
    await outbox.put(lockOf("a1", "c1"));
    await outbox.flush();
    await settle();
    expect(sent.map(({ userId }) => userId)).toEqual(["ann"]);
    expect(await storage.list("ben")).toHaveLength(1);
  });

  it("waits for someone to sign in, and asks again only when told to", async () => {
    let signedIn = false;
    const { outbox, timers, sent, events } = open((item) =>
      signedIn ? stored(item) : { outcome: "signed-out" },
    );
    await outbox.put(lockOf("a1", "c1"));
    await settle();
    expect(timers.size).toBe(0);
    expect(events).toMatchObject([{ type: "delayed", delay: "signed-out" }]);
    expect(outbox.status()).toMatchObject({ delay: "signed-out", waiting: [{ id: "a1/lock" }] });
    signedIn = true;
    await outbox.flush();
    expect(sent).toHaveLength(2);
    expect(outbox.status().waiting).toEqual([]);
  });

  it("keeps what was refused, with the server's words, until it is dismissed; and sends it no more", async () => {
    const storage = memoryStorage();
    const { outbox, sent, events } = open(() => ({ outcome: "refused", problem }), { storage });
    await outbox.put(zoneOf("a1", "c1"));
    await settle();
    await outbox.flush();
    expect(sent).toHaveLength(1);
    expect(events).toMatchObject([{ type: "refused", problem }]);
    expect(outbox.status().refused).toMatchObject([{ id: "a1/zone", refused: problem }]);
    const reopened = open(stored, { storage });
    await reopened.outbox.flush();
    expect(reopened.sent).toEqual([]);
    expect(reopened.outbox.status().refused).toHaveLength(1);
    await reopened.outbox.dismiss(reopened.outbox.status().refused[0]!);
    expect(await storage.list("ann")).toEqual([]);
  });

  it("doesn't believe that an answer is refused while the server may still be storing it", async () => {
    let clock = 0;
    let answer: (item: NewItem) => Sent = () => unreachable;
    const { outbox, events, passTime } = open((item) => answer(item), { now: () => clock });
    await outbox.put(lockOf("a1", "c1"));
    await outbox.put(zoneOf("a1", "c1"));
    await settle();
    // The database stands still; the request that hung in it is stored in the end.
    answer = () => ({ outcome: "refused", problem });
    clock = 30_000;
    await passTime();
    expect(outbox.status()).toMatchObject({ refused: [], waiting: [{ id: "a1/lock" }, { id: "a1/zone" }] });
    answer = stored;
    await passTime();
    expect(events.flatMap((event) => (event.type === "answered" ? [event.item.id] : []))).toEqual([
      "a1/lock",
      "a1/zone",
    ]);
  });

  it("believes a refusal once nothing of what was sent can be on its way, or where it goes by the request alone", async () => {
    let clock = 0;
    let answer: (item: NewItem) => Sent = () => unreachable;
    const { outbox, passTime } = open((item) => answer(item), { now: () => clock });
    await outbox.put(lockOf("a1", "c1"));
    await outbox.put(lockOf("a2", "c2"));
    await settle();
    answer = (item) => ({
      outcome: "refused",
      problem: item.caseId === "c1" ? problem : { ...problem, status: 400 },
    });
    await passTime();
    expect(outbox.status().refused.map(({ id }) => id)).toEqual(["a2/lock"]);
    clock = 59_999;
    await passTime();
    expect(outbox.status().waiting.map(({ id }) => id)).toEqual(["a1/lock"]);
    clock = 60_000;
    await passTime();
    expect(outbox.status().refused.map(({ id }) => id)).toEqual(["a1/lock", "a2/lock"]);
  });

  it("after a reload, waits as long: what was kept may have been on its way", async () => {
    const storage = memoryStorage();
    await storage.add(zoneOf("a1", "c1"));
    let clock = 1_000_000;
    const { outbox, passTime } = open(() => ({ outcome: "refused", problem }), { storage, now: () => clock });
    await outbox.flush();
    expect(outbox.status()).toMatchObject({ refused: [], waiting: [{ id: "a1/zone" }] });
    clock += 60_000;
    await passTime();
    expect(outbox.status()).toMatchObject({ refused: [{ id: "a1/zone" }], waiting: [] });
  });

  it("refuses the zone along with its phase, and goes on with the case's next attempt", async () => {
    let clock = 0;
    let answer: (item: NewItem) => Sent = () => unreachable;
    const { outbox, names, passTime } = open((item) => answer(item), { now: () => clock });
    await outbox.put(lockOf("a1", "c1"));
    await outbox.put(zoneOf("a1", "c1"));
    await outbox.put(lockOf("a2", "c1"));
    await settle();
    clock = 60_000;
    answer = (item) => (item.attemptId === "a1" ? { outcome: "refused", problem } : stored(item));
    await passTime();
    expect(names()).not.toContain("a1/zone");
    expect(names().at(-1)).toBe("a2/lock");
    expect(outbox.status().refused.map(({ id }) => id)).toEqual(["a1/lock", "a1/zone"]);
  });

  it("lets one tab at a time send, and gives each the answers it waits for", async () => {
    const storage = memoryStorage();
    const locks = makeLocks();
    const atServer: string[] = [];
    const server = (item: NewItem): Sent => {
      atServer.push(item.id);
      return stored(item);
    };
    let reachable = false;
    const first = open((item) => (reachable ? server(item) : unreachable), { storage, locks });
    const second = open((item) => (reachable ? server(item) : unreachable), { storage, locks });
    await first.outbox.put(lockOf("a1", "c1"));
    await settle();
    reachable = true;
    await second.outbox.flush();
    await first.passTime();
    await settle();
    expect(first.events.filter(({ type }) => type === "answered")).toHaveLength(1);
    expect(new Set(atServer)).toEqual(new Set(["a1/lock"]));
    expect(await storage.list("ann")).toEqual([]);
  });

  it("sends on, and says so once, when the browser's storage takes nothing", async () => {
    const broken = new Error("no storage");
    const none: OutboxStorage = {
      add: () => Promise.reject(broken),
      list: () => Promise.reject(broken),
      remove: () => Promise.reject(broken),
      refuse: () => Promise.reject(broken),
    };
    let failures = 0;
    const storage = withMemoryBehind(none, () => failures++);
    const { outbox, events } = open(stored, { storage });
    await outbox.put(lockOf("a1", "c1"));
    await settle();
    expect(events).toMatchObject([{ type: "answered" }]);
    expect(failures).toBeGreaterThan(0);
  });

  it("offers an answer that came too late, both parts as they were given, until the faculty have it", async () => {
    const late = {
      status: 409,
      title: "Conflict",
      detail: "The assignment is closed.",
      late: { offered: null },
    };
    const had = {
      id: "a1",
      state: "waiting",
      refusal: "closed",
      arrivedAt: "2026-03-02T10:09:00Z",
      endedAt: null,
    };
    let online = false;
    const { outbox, offered, passTime } = open(() => ({ outcome: "refused", problem: late }), {
      now: () => Date.now() + 120_000,
      offers: () =>
        online ? { outcome: "offered", offered: had as never } : { outcome: "unreachable", afterMs: null },
    });
    await outbox.put(lockOf("a1", "c1"));
    await outbox.put(zoneOf("a1", "c1"));
    await settle();
    // The faculty don't have it yet: it is still to be sent, and nothing says otherwise.
    expect(outbox.status()).toMatchObject({ waiting: [], delay: "unreachable" });
    expect(outbox.status().refused.map(({ kind }) => kind)).toEqual(["lock", "zone"]);
    online = true;
    await passTime();
    expect(offered.at(-1)).toMatchObject({ zone: zoneOf("a1", "c1"), lock: lockOf("a1", "c1") });
    expect(outbox.status()).toMatchObject({
      delay: null,
      refused: [{ kind: "zone", refused: { detail: "The assignment is closed.", late: { offered: had } } }],
    });
    const times = offered.length;
    await outbox.flush();
    expect(offered).toHaveLength(times);
  });

  it("whatever fails in between, answers everything, each case in order", async () => {
    const plans = fc.array(fc.record({ case: fc.integer({ min: 0, max: 2 }), fails: fc.nat(3) }), {
      minLength: 1,
      maxLength: 8,
    });
    await fc.assert(
      fc.asyncProperty(plans, async (plan) => {
        const left = new Map(plan.map(({ fails }, i) => [`a${i}`, fails]));
        const { outbox, events, timers, passTime } = open((item) => {
          const fails = left.get(item.attemptId) ?? 0;
          left.set(item.attemptId, fails - 1);
          return fails > 0 ? unreachable : stored(item);
        });
        for (const [i, each] of plan.entries()) {
          await outbox.put(lockOf(`a${i}`, `c${each.case}`));
          await outbox.put(zoneOf(`a${i}`, `c${each.case}`));
        }
        await settle();
        while (timers.size > 0) await passTime();
        const answered = events.flatMap((event) => (event.type === "answered" ? [event.item] : []));
        for (const caseId of ["c0", "c1", "c2"]) {
          const expected = plan.flatMap((each, i) =>
            `c${each.case}` === caseId ? [`a${i}/lock`, `a${i}/zone`] : [],
          );
          expect(answered.filter((item) => item.caseId === caseId).map(({ id }) => id)).toEqual(expected);
        }
      }),
      { numRuns: 60 },
    );
  });
});
