// @vitest-environment happy-dom
import { screen, within } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { renderInPage } from "../testing/render";
import { type Column, DataTable } from "./data-table";

type Row = { readonly name: string; readonly n: number | null };

const columns: readonly Column<Row>[] = [
  { key: "name", header: "Resident", value: ({ name }) => name },
  { key: "n", header: "Answers", numeric: true, value: ({ n }) => n },
];

const rows: readonly Row[] = [
  { name: "Björn Åkesson", n: 12 },
  { name: "Ana Muñoz", n: null },
  { name: "Chidi Obi", n: 30 },
];

const table = (of: readonly Row[], more: { search?: string; csvName?: string } = {}) =>
  renderInPage(
    <DataTable
      caption="Residents"
      columns={columns}
      rows={of}
      rowKey={({ name }) => name}
      empty="Nobody yet."
      {...more}
    />,
  );

const names = (): (string | null)[] => screen.getAllByRole("rowheader").map(({ textContent }) => textContent);
const header = (name: string) => screen.getByRole("columnheader", { name });
const sorter = (name: string) => screen.getByRole("button", { name });

test("keeps the order it was given until a column is pressed", () => {
  table(rows);
  expect(names()).toEqual(["Björn Åkesson", "Ana Muñoz", "Chidi Obi"]);
  expect(
    screen.queryAllByRole("columnheader", { name: /./ }).some((each) => each.hasAttribute("aria-sort")),
  ).toBe(false);
});

test("a number sorts from the greatest, a text from the first letter, and what has no value comes last", async () => {
  const { user } = table(rows);
  await user.click(sorter("Answers"));
  expect(names()).toEqual(["Chidi Obi", "Björn Åkesson", "Ana Muñoz"]);
  expect(header("Answers").getAttribute("aria-sort")).toBe("descending");
  await user.click(sorter("Answers"));
  expect(names()).toEqual(["Björn Åkesson", "Chidi Obi", "Ana Muñoz"]);
  expect(header("Answers").getAttribute("aria-sort")).toBe("ascending");
  await user.click(sorter("Resident"));
  expect(names()).toEqual(["Ana Muñoz", "Björn Åkesson", "Chidi Obi"]);
  expect(header("Resident").getAttribute("aria-sort")).toBe("ascending");
  expect(header("Answers").hasAttribute("aria-sort")).toBe(false);
});

test("every column is reached and sorted by the keyboard", async () => {
  const { user } = table(rows);
  // The region that scrolls comes first.
  await user.tab();
  await user.tab();
  expect(document.activeElement).toBe(sorter("Resident"));
  await user.tab();
  await user.keyboard("{Enter}");
  expect(names()[0]).toBe("Chidi Obi");
});

test("searches all columns by every word, whatever their accents and case", async () => {
  const { user } = table(rows, { search: "Name contains" });
  const field = screen.getByRole("searchbox", { name: "Name contains" });
  await user.type(field, "MUNOZ ana");
  expect(names()).toEqual(["Ana Muñoz"]);
  await user.clear(field);
  await user.type(field, "30");
  expect(names()).toEqual(["Chidi Obi"]);
  await user.type(field, " nobody");
  expect(screen.queryAllByRole("rowheader")).toEqual([]);
  expect(screen.getByText("Nothing matches “30 nobody”.")).toBeTruthy();
});

test("draws a hundred rows, and all of them on demand", async () => {
  const { user } = table(Array.from({ length: 130 }, (_, n) => ({ name: `Resident ${n}`, n })));
  expect(names()).toHaveLength(100);
  expect(screen.getByText(/100 of 130 rows/)).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Show all" }));
  expect(names()).toHaveLength(130);
  expect(screen.queryByRole("button", { name: "Show all" })).toBeNull();
});

test("says in its place that there is no row", () => {
  table([]);
  expect(screen.getByText("Nobody yet.")).toBeTruthy();
  expect(screen.queryByRole("table")).toBeNull();
});

test("the file has the rows that are shown, in their order", async () => {
  let saved: Blob | undefined;
  vi.spyOn(URL, "createObjectURL").mockImplementation((blob) => {
    saved = blob as Blob;
    return "blob:specimen";
  });
  const { user } = table(rows, { search: "Name contains", csvName: "residents" });
  await user.click(sorter("Resident"));
  await user.type(screen.getByRole("searchbox"), "o");
  await user.click(screen.getByRole("button", { name: "Download CSV: Residents" }));
  const lines = (await saved!.text()).replace("\uFEFF", "").trim().split("\r\n");
  expect(lines).toEqual(["Resident,Answers", "Ana Muñoz,", "Björn Åkesson,12", "Chidi Obi,30"]);
  expect(within(screen.getByRole("table")).getAllByRole("rowheader")).toHaveLength(3);
});
