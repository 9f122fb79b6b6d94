import "fake-indexeddb/auto";
import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import {
  browserDraftStorage,
  browserOutboxStorage,
  forgetOldDrafts,
  openBrowserDatabase,
} from "./browser-storage";
import { DRAFT_LIFE_MS, type Draft, draftKey } from "./draft";
import type { NewItem } from "./outbox/item";

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
    const storage = browserOutboxStorage(await openBrowserDatabase(randomUUID()));
    for (const id of ["z", "a", "m"]) await storage.add(item(id));
    await storage.add(item("b", "ben"));
    const kept = await storage.list("ann");
    expect(kept.map(({ attemptId }) => attemptId)).toEqual(["z", "a", "m"]);
    expect(kept[0]).toEqual({ ...item("z"), sequence: kept[0]!.sequence, refused: null });
  });

  it("keeps the first of two with the same id", async () => {
    const storage = browserOutboxStorage(await openBrowserDatabase(randomUUID()));
    const [first, second] = await Promise.all([
      storage.add(item("a")),
      storage.add({ ...item("a"), createdAt: 99 }),
    ]);
    expect(second).toEqual(first);
    expect(await storage.list("ann")).toEqual([first]);
  });

  it("survives a reload, with what was refused and without what was removed", async () => {
    const name = randomUUID();
    const db = await openBrowserDatabase(name);
    const before = browserOutboxStorage(db);
    const [a, b] = [await before.add(item("a")), await before.add(item("b"))];
    const problem = { status: 409, title: "Conflict", detail: "Another zone." };
    await before.refuse(a.sequence, problem);
    await before.remove(b.sequence);
    db.close();
    const after = browserOutboxStorage(await openBrowserDatabase(name));
    expect(await after.list("ann")).toEqual([{ ...a, refused: problem }]);
    expect((await after.add(item("c"))).sequence).toBeGreaterThan(b.sequence);
  });
});

describe("drafts", () => {
  const draft = (key: string, savedAt: number): Draft => ({
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

  it("keeps one a reader and case", async () => {
    const drafts = browserDraftStorage(await openBrowserDatabase(randomUUID()));
    const keys = [
      draftKey("ann", "c1", null),
      draftKey("ann", "c2", null),
      draftKey("ben", "c1", null),
      draftKey("ann", "c1", "an assignment"),
    ];
    expect(new Set(keys).size).toBe(4);
    await drafts.save(draft(keys[0]!, 1));
    await drafts.save({ ...draft(keys[0]!, 2), phase: "D" });
    expect(await drafts.find(keys[0]!)).toMatchObject({ phase: "D", savedAt: 2 });
    expect(await drafts.find(keys[1]!)).toBeNull();
    await drafts.remove(keys[0]!);
    expect(await drafts.find(keys[0]!)).toBeNull();
  });

  it("forgets those that nobody came back to", async () => {
    const db = await openBrowserDatabase(randomUUID());
    const drafts = browserDraftStorage(db);
    const now = 1_800_000_000_000;
    await drafts.save(draft("old", now - DRAFT_LIFE_MS - 1));
    await drafts.save(draft("new", now - DRAFT_LIFE_MS + 1));
    await forgetOldDrafts(db, now);
    expect(await drafts.find("old")).toBeNull();
    expect(await drafts.find("new")).not.toBeNull();
  });
});
