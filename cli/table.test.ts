import { expect, test } from "vitest";
import { formatTable, printable } from "./table";

test("columns are as wide as their widest cell, numbers to the right", () => {
  expect(
    formatTable(
      [{ name: "video" }, { name: "n", align: "right" }],
      [
        ["V1", 7],
        ["a long name", 1234],
      ],
    ),
  ).toBe(["video           n", "───────────  ────", "V1              7", "a long name  1234", ""].join("\n"));
});

test("what is printed gives a terminal no orders", () => {
  expect(printable("a\u001b[31mb\nc\u202e\u0000")).toBe("a [31mb c ");
});
