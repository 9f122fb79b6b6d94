import { expect, test } from "vitest";
import { withoutSpecks } from "./specks";

/** Rows of "#" and ".". */
const bitmap = (rows: readonly string[]): Uint8Array =>
  Uint8Array.from(rows.join(""), (sign) => (sign === "#" ? 1 : 0));

test("what hangs together in too few pixels is left out, and the rest is kept to the pixel", () => {
  const size = { width: 8, height: 5 };
  const drawn = bitmap([
    "##....#.", //
    "##...##.",
    ".....#..",
    "#......#",
    ".#.....#",
  ]);
  const kept = bitmap([
    "##....#.", //
    "##...##.",
    ".....#..",
    "........",
    "........",
  ]);
  expect(withoutSpecks(drawn, size, 4)).toEqual(kept);
  expect(withoutSpecks(drawn, size, 1)).toEqual(drawn);
});

test("a row's end does not hang together with the next row's beginning", () => {
  const size = { width: 3, height: 2 };
  expect(withoutSpecks(bitmap(["..#", "#.."]), size, 2)).toEqual(bitmap(["...", "..."]));
});
