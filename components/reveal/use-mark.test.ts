// @vitest-environment happy-dom
import { act, renderHook } from "@testing-library/react";
import { expect, test } from "vitest";
import type { ReasonGrade } from "@/lib/domain/reasons/reason";
import type { ShownMarks } from "@/lib/domain/reasons/views";
import { type GiveMark, useMark } from "./use-mark";

const NONE: ShownMarks = { mark: null, other: null };

/** A server that answers when it is told to. */
function server() {
  const asked: { grade: ReasonGrade; answer: (answer: Awaited<ReturnType<GiveMark>>) => void }[] = [];
  const give: GiveMark = (grade) => new Promise((answer) => asked.push({ grade, answer }));
  const stored = (at: number, other: ReasonGrade | null = null) =>
    act(async () => asked[at]!.answer({ value: { mark: asked[at]!.grade, other } }));
  const failed = (at: number) =>
    act(async () =>
      asked[at]!.answer({ problem: "Not now.", why: "unreachable", status: null, title: "", afterMs: null }),
    );
  return { give, asked, stored, failed };
}

test("a mark shows at once, and the other side's with the answer", async () => {
  const { give, stored } = server();
  const { result } = renderHook(() => useMark(NONE, give));
  act(() => result.current.mark("partly"));
  expect(result.current.marks).toEqual({ mark: "partly", other: null });
  await stored(0, "said");
  expect(result.current.marks).toEqual({ mark: "partly", other: "said" });
});

test("of several given at once the last is stored last", async () => {
  const { give, asked, stored } = server();
  const { result } = renderHook(() => useMark(NONE, give));
  for (const grade of ["said", "partly", "missed"] as const) act(() => result.current.mark(grade));
  expect(asked.map(({ grade }) => grade)).toEqual(["said"]);
  await stored(0);
  expect(result.current.marks.mark).toBe("missed");
  expect(asked.map(({ grade }) => grade)).toEqual(["said", "missed"]);
  await stored(1);
  expect(result.current.marks.mark).toBe("missed");
});

test("a mark that is not stored is taken back, and its reader told", async () => {
  const { give, stored, failed } = server();
  const { result } = renderHook(() => useMark(NONE, give));
  act(() => result.current.mark("said"));
  await stored(0);
  act(() => result.current.mark("missed"));
  await failed(1);
  expect(result.current.marks.mark).toBe("said");
  expect(result.current.problem).toBe("Not now.");
  act(() => result.current.mark("missed"));
  expect(result.current.problem).toBeNull();
});
