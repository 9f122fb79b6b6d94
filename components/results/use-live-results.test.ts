// @vitest-environment happy-dom
import { renderHook } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Results } from "@/lib/domain/results/views";
import { passTime } from "../testing/pass-time";
import { json, problem, standInServer, unreachable } from "../testing/server";
import { useLiveResults } from "./use-live-results";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const results = (name: string): Results => ({
  id: "a1",
  name,
  caseSet: "Set",
  mode: "exam",
  opensAt: "2026-03-02T08:00:00.000Z",
  dueAt: null,
  closesAt: null,
  resultsReleasedAt: null,
  released: false,
  rows: [],
  items: [],
  alpha: { value: null, interval: null, n: 0, items: 0 },
  n: 0,
  hits: 0,
  contact: { n: 0, over: 0, mean: null },
  late: [],
  reasons: null,
});

function follow() {
  const server = standInServer();
  const { result, unmount } = renderHook(() => useLiveResults(results("as the page came")));
  return {
    server,
    unmount,
    live: () => result.current,
    pass: passTime,
  };
}

function setVisibility(state: DocumentVisibilityState): void {
  vi.spyOn(document, "visibilityState", "get").mockReturnValue(state);
}

test("results are asked for again and again while the page is there", async () => {
  const { server, live, pass, unmount } = follow();
  let asked = 0;
  server.answer(() => json(results(`answer ${++asked}`)));
  expect(live()).toEqual({ results: results("as the page came"), stale: false });
  await pass(5_000);
  expect(live()).toEqual({ results: results("answer 1"), stale: false });
  await pass(5_000);
  expect(live().results).toEqual(results("answer 2"));
  unmount();
  await pass(60_000);
  expect(server.asked.map(({ path }) => path)).toEqual(["/api/results/a1", "/api/results/a1"]);
});

test.each([
  ["that can’t be reached", unreachable],
  ["that has too much to do", () => problem(503, "Try again in a moment.")],
])("a server %s leaves what was shown, and says that it may be old", async (_, fails) => {
  const { server, live, pass } = follow();
  server.answer(fails);
  await pass(5_000);
  expect(live()).toEqual({ results: results("as the page came"), stale: true });
  server.answer(() => json(results("back")));
  await pass(60_000);
  expect(live()).toEqual({ results: results("back"), stale: false });
});

test("a page out of sight asks for nothing, and goes on when it is seen again", async () => {
  const { server, live, pass } = follow();
  server.answer(() => json(results("new")));
  setVisibility("hidden");
  await pass(60_000);
  expect(server.asked).toEqual([]);
  setVisibility("visible");
  await pass(5_000);
  expect(live().results).toEqual(results("new"));
});
