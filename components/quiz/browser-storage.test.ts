import "fake-indexeddb/auto";
import { randomUUID } from "node:crypto";
import { afterEach, describe, expect, it, vi } from "vitest";
import {
  browserDatabase,
  browserDraftStorage,
  browserOutboxStorage,
  forgetOldDrafts,
} from "./browser-storage";
import { DRAFT_LIFE_MS, type Draft, draftKey } from "./draft";
import type { NewItem } from "./outbox/item";
import { withMemoryBehind } from "./outbox/storage";

const item = (id: string, userId = "ann"): NewItem => ({
  id: `${id}/zone`,
  kind: "zone",
  body: { box: [1, 2.5, 30, 40], elapsedMs: 900 },
  userId,
  caseId: "c1",
  attemptId: id,
  mode: "exam",
  createdAt: 12,
});

describe("the outbox in the browser's database", () => {
  it("gives items back as they were put, in their order, each to its own user", async () => {
    const storage = browserOutboxStorage(browserDatabase(randomUUID()));
    for (const id of ["z", "a", "m"]) await storage.add(item(id));
    await storage.add(item("b", "ben"));
    const kept = await storage.list("ann");
    expect(kept.map(({ attemptId }) => attemptId)).toEqual(["z", "a", "m"]);
    expect(kept[0]).toEqual({ ...item("z"), sequence: kept[0]!.sequence, refused: null });
  });

  it("keeps the first of two with the same id", async () => {
    const storage = browserOutboxStorage(browserDatabase(randomUUID()));
    const [first, second] = await Promise.all([
      storage.add(item("a")),
      storage.add({ ...item("a"), createdAt: 99 }),
    ]);
    expect(second).toEqual(first);
    expect(await storage.list("ann")).toEqual([first]);
  });

  it("survives a reload, with what was refused and without what was removed", async () => {
    const name = randomUUID();
    const db = browserDatabase(name);
    const before = browserOutboxStorage(db);
    const [a, b] = [await before.add(item("a")), await before.add(item("b"))];
    const problem = { status: 409, title: "Conflict", detail: "Another zone." };
    await before.refuse(a.sequence, problem);
    await before.remove(b.sequence);
    db.close();
    const after = browserOutboxStorage(browserDatabase(name));
    expect(await after.list("ann")).toEqual([{ ...a, refused: problem }]);
    expect((await after.add(item("c"))).sequence).toBeGreaterThan(b.sequence);
  });
});

const draftOf = (key: string, savedAt = 1): Draft => ({
  key,
  mode: "guided",
  attemptId: null,
  phase: "C",
  phaseConfidence: 0.5,
  box: [1, 2, 30, 40],
  zoneConfidence: null,
  elapsedMs: 1500,
  sent: null,
  savedAt,
});

describe("drafts", () => {
  it("keeps one a reader and case", async () => {
    const drafts = browserDraftStorage(browserDatabase(randomUUID()));
    const keys = [
      draftKey("ann", "c1", null),
      draftKey("ann", "c2", null),
      draftKey("ben", "c1", null),
      draftKey("ann", "c1", "an assignment"),
    ];
    expect(new Set(keys).size).toBe(4);
    await drafts.save(draftOf(keys[0]!, 1));
    await drafts.save({ ...draftOf(keys[0]!, 2), phase: "D" });
    expect(await drafts.find(keys[0]!)).toMatchObject({ phase: "D", savedAt: 2 });
    expect(await drafts.find(keys[1]!)).toBeNull();
    await drafts.remove(keys[0]!);
    expect(await drafts.find(keys[0]!)).toBeNull();
  });

  it("forgets those that nobody came back to", async () => {
    const db = browserDatabase(randomUUID());
    const drafts = browserDraftStorage(db);
    const now = 1_800_000_000_000;
    await drafts.save(draftOf("old", now - DRAFT_LIFE_MS - 1));
    await drafts.save(draftOf("new", now - DRAFT_LIFE_MS + 1));
    await forgetOldDrafts(db, now);
    expect(await drafts.find("old")).toBeNull();
    expect(await drafts.find("new")).not.toBeNull();
  });
});

/** Ends the connections that are open, as browsers do with pages in the background: later ones work. */
function loseConnections({ told = true } = {}): void {
  const lost = new Set<IDBDatabase>();
  const real = IDBDatabase.prototype.transaction;
  const seen = new Set<IDBDatabase>();
  let losing = true;
  vi.spyOn(IDBDatabase.prototype, "transaction").mockImplementation(function (
    this: IDBDatabase,
    ...args: Parameters<IDBDatabase["transaction"]>
  ) {
    if (losing && !seen.has(this)) {
      seen.add(this);
      lost.add(this);
      losing = false;
      if (told) this.dispatchEvent(new Event("close"));
    }
    if (lost.has(this)) throw new DOMException("Connection to Indexed Database server lost", "UnknownError");
    return real.apply(this, args);
  });
}

describe("a connection that the browser ended", () => {
  afterEach(() => vi.restoreAllMocks());

  it.each([true, false])("is opened again by itself, whether the page was told (%s) or not", async (told) => {
    const name = randomUUID();
    const database = browserDatabase(name);
    const [outbox, drafts] = [browserOutboxStorage(database), browserDraftStorage(database)];
    const kept: boolean[] = [];
    const storage = withMemoryBehind(outbox, (now) => kept.push(now));
    const before = await storage.add(item("before"));
    loseConnections({ told });
    expect(await storage.list("ann")).toEqual([before]);
    const after = await storage.add(item("after"));
    await drafts.save({ ...draftOf("case"), phase: "D" });
    expect(kept).toEqual([]);
    const reloaded = browserDatabase(name);
    expect(await browserOutboxStorage(reloaded).list("ann")).toEqual([before, after]);
    expect(await browserDraftStorage(reloaded).find("case")).toMatchObject({ phase: "D" });
  });

  it("that was closed by us is no reason to fail", async () => {
    const database = browserDatabase(randomUUID());
    const storage = browserOutboxStorage(database);
    const kept = await storage.add(item("a"));
    database.close();
    expect(await storage.list("ann")).toEqual([kept]);
  });

  it("for good, leaves what is known known, says so, and is caught up with when it is back", async () => {
    const database = browserDatabase(randomUUID());
    const kept: boolean[] = [];
    const storage = withMemoryBehind(browserOutboxStorage(database), (now) => kept.push(now));
    const [a, b] = [await storage.add(item("a")), await storage.add(item("b"))];
    await storage.list("ann");
    const broken = vi.spyOn(IDBDatabase.prototype, "transaction").mockImplementation(() => {
      throw new DOMException("lost", "UnknownError");
    });
    expect(await storage.list("ann")).toEqual([a, b]);
    expect(kept).toEqual([false]);
    await storage.remove(a.sequence);
    const problem = { status: 409, title: "Conflict", detail: "Another zone." };
    await storage.refuse(b.sequence, problem);
    const c = await storage.add(item("c"));
    expect(await storage.list("ann")).toEqual([{ ...b, refused: problem }, c]);
    broken.mockRestore();
    expect(await storage.list("ann")).toEqual([{ ...b, refused: problem }, c]);
    expect(kept).toEqual([false]);
    await storage.remove(c.sequence);
    expect(await storage.list("ann")).toEqual([{ ...b, refused: problem }]);
    expect(kept).toEqual([false, true]);
    expect(await browserOutboxStorage(database).list("ann")).toEqual([{ ...b, refused: problem }]);
  });
});
