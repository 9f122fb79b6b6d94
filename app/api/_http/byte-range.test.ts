import { expect, test } from "vitest";
import { byteRange } from "./byte-range";

test.each([
  [null, null],
  ["bytes=0-1", { from: 0, to: 2 }],
  ["Bytes=0-1", { from: 0, to: 2 }],
  ["bytes=0-", { from: 0, to: 100 }],
  ["bytes=40-", { from: 40, to: 100 }],
  ["bytes=40-49", { from: 40, to: 50 }],
  ["bytes=99-500", { from: 99, to: 100 }],
  ["bytes=-30", { from: 70, to: 100 }],
  ["bytes=-300", { from: 0, to: 100 }],
  ["bytes=100-", "unsatisfiable"],
  ["bytes=100-200", "unsatisfiable"],
  ["bytes=-0", "unsatisfiable"],
  ["bytes=9-3", null],
  ["bytes=-", null],
  ["bytes=0-1,5-6", null],
  ["bytes=a-b", null],
  ["items=0-1", null],
  [`bytes=${"9".repeat(400)}-`, null],
] as const)("%s of a hundred bytes", (header, range) => {
  expect(byteRange(header, 100)).toEqual(range);
});

test("nothing lies in an empty file", () => {
  expect(byteRange("bytes=0-", 0)).toBe("unsatisfiable");
});
