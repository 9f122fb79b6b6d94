// @vitest-environment happy-dom
import { act, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { CaseSetDetail } from "@/lib/domain/case-sets/views";
import { passTime } from "../testing/pass-time";
import { json, problem, standInServer, unreachable } from "../testing/server";
import { useSetDraft } from "./use-set-draft";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const set: CaseSetDetail = {
  id: "s1",
  name: "By hand",
  description: "",
  purpose: "practice",
  shared: true,
  status: "draft",
  author: "Dr First",
  mine: true,
  mayEdit: true,
  byRule: false,
  items: [],
  family: [],
  assignments: 0,
  updatedAt: "2026-03-02T09:00:00.000Z",
  publishedAt: null,
  cohorts: [],
  runs: [],
  others: [],
};

/** A set that is built on a page; each time it is stored, its moment is another. */
function build(of: CaseSetDetail = set) {
  const server = standInServer();
  let moment = 0;
  const stores = () => server.answer(() => json({ saved: true, updatedAt: `moment ${++moment}` }));
  stores();
  const { result, unmount } = renderHook(() => useSetDraft(of));
  return {
    server,
    stores,
    unmount: () => act(unmount),
    save: () => result.current.save,
    rename: (name: string) => act(() => result.current.change({ name })),
    flush: () => act(() => result.current.flush()),
    pass: passTime,
    sent: () => server.asked.map(({ body }) => body as { name: string; updatedAt: string }),
  };
}

test("a change is stored after a pause, and names what it was made to", async () => {
  const { rename, pass, sent, save } = build();
  rename("First");
  expect(save().state).toBe("saving");
  await pass(5_000);
  rename("Second");
  await pass(5_000);
  expect(sent()).toMatchObject([
    { name: "First", updatedAt: set.updatedAt },
    { name: "Second", updatedAt: "moment 1" },
  ]);
  expect(save()).toEqual({ state: "stored", problem: null });
});

test("what is changed and changed back is not sent", async () => {
  const { rename, pass, sent, save } = build();
  rename("Other");
  await pass(100);
  rename(set.name);
  await pass(60_000);
  expect(sent()).toEqual([]);
  expect(save().state).toBe("stored");
});

test("where somebody else was first nothing more is sent, and nobody’s change is lost", async () => {
  const { server, rename, pass, sent, save } = build();
  server.answer(() => problem(412, "Somebody else has changed this set."));
  rename("Mine");
  await pass(5_000);
  expect(save()).toEqual({ state: "overtaken", problem: "Somebody else has changed this set." });
  rename("Mine again");
  await pass(60_000);
  expect(sent()).toHaveLength(1);
  expect(save().state).toBe("overtaken");
});

test.each([
  ["without a connection", unreachable],
  ["of a server with too much to do", () => problem(503, "Try again in a moment.")],
])("%s it is tried again by itself", async (_, fails) => {
  const { server, stores, rename, pass, sent, save } = build();
  server.answer(fails);
  rename("Kept");
  await pass(1_000);
  expect(save().state).toBe("unreachable");
  stores();
  await pass(10_000);
  expect(sent().at(-1)).toMatchObject({ name: "Kept" });
  expect(save().state).toBe("stored");
});

test("what is refused says why, and the next change tries again", async () => {
  const { server, stores, rename, pass, sent, save } = build();
  server.answer(() => problem(400, "name: Give the set a name."));
  rename("");
  await pass(60_000);
  expect(sent()).toHaveLength(1);
  expect(save()).toMatchObject({ state: "refused", problem: "name: Give the set a name." });
  stores();
  rename("A name");
  await pass(5_000);
  expect(save().state).toBe("stored");
});

test("two changes are never under way at once", async () => {
  const { server, stores, rename, pass, sent, save } = build();
  let arrive = (): void => {};
  server.answer(
    () => new Promise((resolve) => (arrive = () => resolve(json({ saved: true, updatedAt: "late" })))),
  );
  rename("First");
  await pass(5_000);
  rename("Second");
  await pass(5_000);
  expect(sent()).toHaveLength(1);
  stores();
  arrive();
  await pass(5_000);
  expect(sent()[1]).toMatchObject({ name: "Second", updatedAt: "late" });
  expect(save().state).toBe("stored");
});

test("what is not stored yet is sent as the page is left, and warned of", async () => {
  const { rename, unmount, sent, pass } = build();
  rename("Left behind");
  expect(window.dispatchEvent(new Event("beforeunload", { cancelable: true }))).toBe(false);
  unmount();
  await pass(0);
  expect(sent()).toMatchObject([{ name: "Left behind" }]);
});

test("a set that is published, or another’s, is never sent", async () => {
  for (const of of [
    { ...set, status: "published" as const },
    { ...set, mayEdit: false },
  ]) {
    const { rename, pass, sent } = build(of);
    rename("No");
    await pass(60_000);
    expect(sent()).toEqual([]);
  }
});
