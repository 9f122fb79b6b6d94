import { expect, test } from "vitest";
import { newCut } from "@/lib/domain/recordings/cut";
import { changeDesk, chosenOf, type DeskAction, newDesk } from "./desk-state";

const after = (...actions: readonly DeskAction[]) => actions.reduce(changeDesk, newDesk(newCut(0.2)));
const drop: DeskAction = { type: "cut", change: { type: "drop", stretch: { from: 1, to: 1 } } };

test("what is chosen reaches from where it began, in either direction", () => {
  const at5 = { type: "go", to: 5, extend: false } as const;
  expect(chosenOf(after(at5))).toEqual({ from: 5, to: 5 });
  expect(chosenOf(after(at5, { type: "go", to: 8, extend: true }))).toEqual({ from: 5, to: 8 });
  const back = after(at5, { type: "go", to: 8, extend: true }, { type: "go", to: 2, extend: true });
  expect(chosenOf(back)).toEqual({ from: 2, to: 5 });
  expect(chosenOf(changeDesk(back, { type: "go", to: 3, extend: false }))).toEqual({ from: 3, to: 3 });
});

test("a change is undone and done again; another change ends what could be done again", () => {
  expect(after(drop, { type: "undo" }).cut).toEqual(newCut(0.2));
  expect(after(drop, { type: "undo" }, { type: "redo" }).cut.decided).toEqual({ 1: "drop" });
  const other: DeskAction = { type: "cut", change: { type: "first", sample: 3 } };
  const desk = after(drop, { type: "undo" }, other);
  expect(changeDesk(desk, { type: "redo" })).toBe(desk);
});
