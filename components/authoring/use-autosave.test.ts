// @vitest-environment happy-dom
import { act, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type AnnotationBody, EMPTY_BODY } from "@/lib/domain/authoring/annotation";
import { passTime } from "../testing/pass-time";
import { json, problem, standInServer, unreachable } from "../testing/server";
import { useAutosave } from "./use-autosave";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const SAVED = { savedAt: "2026-03-02T09:00:00.000Z" };
const located = (location: string): AnnotationBody => ({
  ...EMPTY_BODY,
  rationale: { ...EMPTY_BODY.rationale, location },
});

/** A draft on a page, written on by `write`. */
function openDraft() {
  const server = standInServer();
  const { result, rerender, unmount } = renderHook(
    (body: AnnotationBody) => useAutosave("c1", "reference", body, null),
    { initialProps: EMPTY_BODY },
  );
  return {
    server,
    unmount,
    save: () => result.current.save,
    flush: () => act(() => result.current.flush()),
    write: (location: string) => rerender(located(location)),
    pass: passTime,
    /** What was sent of the location, request by request. */
    sent: () => server.asked.map(({ body }) => (body as AnnotationBody).rationale.location),
  };
}

test("a draft is sent once, when the hand has paused", async () => {
  const { server, write, pass, sent, save } = openDraft();
  server.answer(() => json(SAVED));
  await pass(10_000);
  expect(sent()).toEqual([]);
  write("Over");
  await pass(500);
  write("Over the duct");
  await pass(500);
  expect(sent()).toEqual([]);
  expect(save()).toEqual({ state: "unsaved" });
  await pass(10_000);
  expect(sent()).toEqual(["Over the duct"]);
  expect(server.asked[0]).toMatchObject({ method: "PUT", path: "/api/authoring/cases/c1/draft" });
  expect(save()).toEqual({ state: "saved", at: SAVED.savedAt });
});

test("an older draft never comes after a newer one: one request is under way at a time", async () => {
  const { server, write, pass, sent, save } = openDraft();
  let arrive = (): void => {};
  server.answer(() => new Promise((resolve) => (arrive = () => resolve(json(SAVED)))));
  write("first");
  await pass(5_000);
  write("second");
  await pass(5_000);
  expect(sent()).toEqual(["first"]);
  server.answer(() => json(SAVED));
  arrive();
  await pass(5_000);
  expect(sent()).toEqual(["first", "second"]);
  expect(save().state).toBe("saved");
});

test("what can’t be sent is sent again by itself, as it is by then", async () => {
  const { server, write, pass, sent, save } = openDraft();
  server.answer(unreachable);
  write("kept");
  await pass(1_000);
  expect(save()).toEqual({ state: "waiting", problem: null });
  server.answer(() => json(SAVED));
  write("kept and more");
  await pass(10_000);
  expect(sent().at(-1)).toBe("kept and more");
  expect(save().state).toBe("saved");
});

test("what is refused is not sent again until it is changed", async () => {
  const { server, write, pass, sent, save } = openDraft();
  server.answer(() => problem(409, "Somebody else has submitted it."));
  write("too late");
  await pass(60_000);
  expect(sent()).toEqual(["too late"]);
  expect(save()).toMatchObject({ state: "refused", problem: "Somebody else has submitted it." });
  server.answer(() => json(SAVED));
  write("changed");
  await pass(1_000);
  expect(sent()).toEqual(["too late", "changed"]);
  expect(save().state).toBe("saved");
});

test("what is wrong with one text is told with its name, and that Calot itself fails is told in its words", async () => {
  const { server, write, pass, sent, save, flush } = openDraft();
  server.answer(() => problem(400, "rationale.location: “Ã¼” is garbled.", { field: "rationale.location" }));
  write("Ã¼ber");
  const refused = {
    state: "refused",
    field: "rationale.location",
    problem: "“Ã¼” is garbled.",
    text: expect.stringContaining("Ã¼ber"),
  };
  expect(await flush()).toEqual(refused);
  await pass(60_000);
  expect(sent()).toEqual(["Ã¼ber"]);
  expect(save()).toEqual(refused);
  server.answer(() => problem(500, "Something went wrong on our side."));
  write("über");
  await pass(1_000);
  expect(save()).toEqual({ state: "waiting", problem: "Something went wrong on our side." });
});

test("before it is submitted all of it is sent at once, and it is told why it was not", async () => {
  const { server, write, flush, sent } = openDraft();
  server.answer(unreachable);
  write("now");
  expect(await flush()).toEqual({ state: "waiting", problem: null });
  server.answer(() => json(SAVED));
  expect(await flush()).toBeNull();
  expect(sent()).toEqual(["now", "now"]);
  expect(await flush()).toBeNull();
  expect(sent()).toHaveLength(2);
});

test("leaving the page is warned of only while something is not saved", async () => {
  const { server, write, pass } = openDraft();
  server.answer(() => json(SAVED));
  const leaves = () => window.dispatchEvent(new Event("beforeunload", { cancelable: true }));
  expect(leaves()).toBe(true);
  write("unsaved");
  expect(leaves()).toBe(false);
  await pass(5_000);
  expect(leaves()).toBe(true);
});
