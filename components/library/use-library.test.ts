// @vitest-environment happy-dom
import { act, renderHook } from "@testing-library/react";
import { expect, test } from "vitest";
import { PLAIN_LIBRARY_QUERY } from "@/lib/domain/library/query";
import type { LibraryEntry, LibraryPage } from "@/lib/domain/library/views";
import { json, standInServer, unreachable } from "../testing/server";
import { useChosenCases } from "./use-chosen-cases";
import { useLibrary } from "./use-library";

const entry: LibraryEntry = {
  id: "c",
  frameUrl: "/api/cases/c/frame",
  frameVersion: "1",
  datasetId: "d",
  dataset: "D",
  videoId: "v",
  video: "V01",
  frame: 1,
  phase: "A",
  split: null,
  difficulty: null,
  answers: 0,
  models: [],
  openDisputes: 0,
  confidentlyWrong: 0,
  contested: false,
  retired: null,
  removed: null,
  sets: [],
};

const page = (ids: readonly string[], n: number | null, next: string | null): LibraryPage => ({
  entries: ids.map((id) => ({ ...entry, id })),
  n,
  next,
});

function open() {
  window.history.replaceState(null, "", "/library?into=s1");
  const server = standInServer();
  const first = { query: PLAIN_LIBRARY_QUERY, page: page(["c1", "c2"], 4, "after-c2") };
  const { result } = renderHook(() => useLibrary(first, new URLSearchParams({ into: "s1" })));
  return {
    server,
    library: () => result.current,
    ids: () => result.current.entries.map(({ id }) => id),
    work: (change: () => void) => act(async () => change()),
  };
}

/** An answer that comes when it is told to. */
function held() {
  let arrive = (_: LibraryPage): void => {};
  const answer = new Promise<Response>((resolve) => {
    arrive = (value) => resolve(json(value));
  });
  return { answer, arrive: (value: LibraryPage) => act(async () => arrive(value)) };
}

test("a filter asks anew, and stands in the address beside what stood there", async () => {
  const { server, library, ids, work } = open();
  server.answer(() => json(page(["c9"], 1, null)));
  await work(() => library().ask({ ...PLAIN_LIBRARY_QUERY, phase: "C", text: "clips" }));
  expect(server.asked.map(({ path }) => path)).toEqual(["/api/library?text=clips&phase=C"]);
  expect(window.location.search).toBe("?text=clips&phase=C&into=s1");
  expect(ids()).toEqual(["c9"]);
  expect(library()).toMatchObject({ n: 1, busy: false, problem: null });
});

test("more is asked for once at a time, and is added below", async () => {
  const { server, library, ids, work } = open();
  const { answer, arrive } = held();
  server.answer(() => answer);
  await work(() => library().more());
  await work(() => library().more());
  expect(server.asked.map(({ path }) => path)).toEqual(["/api/library?cursor=after-c2"]);
  await arrive(page(["c3", "c4"], null, null));
  expect(ids()).toEqual(["c1", "c2", "c3", "c4"]);
  expect(library().n).toBe(4);
  await work(() => library().more());
  expect(server.asked).toHaveLength(1);
});

test("an answer that is overtaken by another question is not shown", async () => {
  const { server, library, ids, work } = open();
  const [early, late] = [held(), held()];
  server.answer(({ path }) => (path.includes("phase=A") ? early.answer : late.answer));
  await work(() => library().ask({ ...PLAIN_LIBRARY_QUERY, phase: "A" }));
  await work(() => library().ask({ ...PLAIN_LIBRARY_QUERY, phase: "B" }));
  expect(library().busy).toBe(true);
  await late.arrive(page(["b"], 1, null));
  await early.arrive(page(["a"], 1, null));
  expect(ids()).toEqual(["b"]);
  expect(library().query.phase).toBe("B");
});

test("what can’t be fetched leaves what was shown, says so, and can be tried again", async () => {
  const { server, library, ids, work } = open();
  server.answer(unreachable);
  await work(() => library().more());
  expect(ids()).toEqual(["c1", "c2"]);
  expect(library().problem).toMatch(/can’t be reached/);
  server.answer(() => json(page(["c3"], null, null)));
  await work(() => library().retry());
  expect(ids()).toEqual(["c1", "c2", "c3"]);
  expect(library().problem).toBeNull();
});

test("chosen cases stay in the order in which they were chosen, each once", () => {
  const { result } = renderHook(useChosenCases);
  const work = (change: () => void) => act(change);
  work(() => result.current.toggle("c2"));
  work(() => result.current.add(["c1", "c2", "c3"]));
  expect(result.current.ids).toEqual(["c2", "c1", "c3"]);
  work(() => result.current.toggle("c1"));
  expect(result.current.ids).toEqual(["c2", "c3"]);
  expect(result.current.has("c1")).toBe(false);
  work(() => result.current.clear());
  expect(result.current.ids).toEqual([]);
});
