// @vitest-environment happy-dom
import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import type { Box } from "@/lib/domain/geometry";
import { renderInPage } from "../../testing/render";
import { CornerFields } from "./corner-fields";
import { createDrawingStore } from "./store";

const FRAME = { width: 854, height: 480 };
const EDGES = ["Left", "Top", "Right", "Bottom"];

const field = (name: string) => screen.getByRole<HTMLInputElement>("textbox", { name });
const values = (): string[] => EDGES.map((edge) => field(edge).value);

async function typeCorners(...texts: readonly string[]) {
  const drawing = createDrawingStore(FRAME, null);
  const { user } = renderInPage(<CornerFields drawing={drawing} />);
  await user.click(screen.getByText("Type the corners"));
  for (const [i, text] of texts.entries()) {
    await user.click(field(EDGES[i]!));
    await user.keyboard(text);
  }
  await user.keyboard("{Enter}");
  return drawing;
}

test("four numbers make a zone, with a comma or a point", async () => {
  const drawing = await typeCorners("10", "20", "210,5", "120");
  expect(drawing.get().box).toEqual([10, 20, 210.5, 120]);
  expect(screen.queryByRole("alert")).toBeNull();
});

test.each<[string, readonly string[], RegExp]>([
  ["edges the wrong way round", ["300", "20", "210", "120"], /empty/],
  [
    "a box beyond the frame",
    ["10", "20", "855", "120"],
    /^The box leaves the frame, which is 854 × 480 pixels\.$/,
  ],
  ["a box too small to see", ["10", "20", "14", "120"], /^A zone is at least 8 pixels wide and high\.$/],
  ["what is no number", ["10", "twenty", "210", "120"], /numbers/],
])("%s: no zone is made, and it is told why", async (_, texts, why) => {
  const drawing = await typeCorners(...texts);
  expect(drawing.get().box).toBeNull();
  expect(screen.getByRole("alert").textContent).toMatch(why);
  expect(field("Top").getAttribute("aria-invalid")).toBe("true");
  expect(values()).toEqual(texts);
});

test("a field that is left empty says nothing yet", async () => {
  const drawing = await typeCorners("10", "20", "210");
  expect(drawing.get().box).toBeNull();
  expect(screen.queryByRole("alert")).toBeNull();
});

test("a zone that is drawn elsewhere is written over what was typed", async () => {
  const drawing = await typeCorners("300", "20", "210", "120");
  const drawn: Box = [1, 2, 33, 44];
  drawing.dispatch({ type: "place", box: drawn });
  await screen.findByDisplayValue("44");
  expect(values()).toEqual(["1", "2", "33", "44"]);
  expect(screen.queryByRole("alert")).toBeNull();
});
