// @vitest-environment happy-dom
import { fireEvent, screen } from "@testing-library/react";
import { useState } from "react";
import { expect, test } from "vitest";
import type { SetItem } from "@/lib/domain/case-sets/views";
import { renderInPage } from "../testing/render";
import { SetItems } from "./set-items";

const itemOf = (frame: number): SetItem => ({
  id: `c${frame}`,
  frameUrl: `/api/cases/c${frame}/frame`,
  frameVersion: "v",
  datasetId: "d",
  dataset: "D",
  videoId: "v",
  video: "V01",
  frame,
  phase: "B",
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
  seenBy: [],
});

function Built({ count, editable = true }: { count: number; editable?: boolean }) {
  const [items, setItems] = useState(() => Array.from({ length: count }, (_, index) => itemOf(index + 1)));
  return (
    <SetItems
      items={items}
      editable={editable}
      onChange={(next) => setItems((before) => [...next(before)])}
      onOpen={() => {}}
    />
  );
}

const order = (): number[] =>
  screen.getAllByRole("listitem").map(({ textContent }) => Number(/frame (\d+)/.exec(textContent)![1]));
const handle = (frame: number) =>
  screen.getByRole("button", { name: new RegExp(`^Place of V01, frame ${frame}:`) });

/** Lays the list out: lines of 76 px, from the window's top. */
function layOut(count: number): void {
  const list = screen.getByRole("list", { name: "Cases of the set" });
  list.getBoundingClientRect = () => new DOMRect(0, 0, 800, 76 * count);
  for (const each of screen.getAllByRole("button")) each.setPointerCapture = () => {};
}

test("arrows, Home and End move a case, and its handle keeps the focus", async () => {
  const { user } = renderInPage(<Built count={4} />);
  handle(1).focus();
  await user.keyboard("{ArrowDown}");
  expect(order()).toEqual([2, 1, 3, 4]);
  expect(document.activeElement).toBe(handle(1));
  await user.keyboard("{End}");
  expect(order()).toEqual([2, 3, 4, 1]);
  await user.keyboard("{ArrowDown}");
  expect(order()).toEqual([2, 3, 4, 1]);
  await user.keyboard("{Home}");
  expect(order()).toEqual([1, 2, 3, 4]);
  expect(screen.getByRole("status").textContent).toBe("V01, frame 1: place 1 of 4.");
});

test("a case is taken out, and the focus goes on to the next", async () => {
  const { user } = renderInPage(<Built count={3} />);
  await user.click(screen.getByRole("button", { name: "Take V01, frame 2 out" }));
  expect(order()).toEqual([1, 3]);
  expect(document.activeElement).toBe(handle(3));
  await user.click(screen.getByRole("button", { name: "Take V01, frame 3 out" }));
  expect(document.activeElement).toBe(handle(1));
});

test("a line that is dragged moves with the pointer, and stays within the list", () => {
  renderInPage(<Built count={5} />);
  layOut(5);
  const grip = handle(1);
  const at = (line: number) => ({ pointerId: 1, button: 0, clientY: 76 * line + 38 });
  fireEvent.pointerDown(grip, at(0));
  fireEvent.pointerMove(grip, at(1));
  expect(order()).toEqual([2, 1, 3, 4, 5]);
  fireEvent.pointerMove(grip, at(3));
  expect(order()).toEqual([2, 3, 4, 1, 5]);
  fireEvent.pointerMove(grip, { pointerId: 1, clientY: 5_000 });
  expect(order()).toEqual([2, 3, 4, 5, 1]);
  fireEvent.pointerUp(grip, at(4));
  fireEvent.pointerMove(grip, at(0));
  expect(order()).toEqual([2, 3, 4, 5, 1]);
});

test("another button of the mouse drags nothing", () => {
  renderInPage(<Built count={3} />);
  layOut(3);
  fireEvent.pointerDown(handle(1), { pointerId: 1, button: 2, clientY: 10 });
  fireEvent.pointerMove(handle(1), { pointerId: 1, clientY: 200 });
  expect(order()).toEqual([1, 2, 3]);
});

test("what can’t be changed has no handles", () => {
  renderInPage(<Built count={2} editable={false} />);
  expect(screen.getAllByRole("button").map((each) => each.getAttribute("aria-label"))).toEqual([
    "Look at V01, frame 1",
    "Look at V01, frame 2",
  ]);
});
