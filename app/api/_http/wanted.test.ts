import { expect, test } from "vitest";
import { wanted } from "./wanted";

test.each([
  [{}, "all"],
  [{ range: "bytes=0-1" }, { from: 0, to: 2 }],
  [{ range: "bytes=10-" }, "unsatisfiable"],
  [
    { range: "bytes=0-1", "if-range": '"this"' },
    { from: 0, to: 2 },
  ],
  [{ range: "bytes=0-1", "if-range": '"other"' }, "all"],
  [{ range: "bytes=0-1", "if-range": "Wed, 21 Oct 2026 07:28:00 GMT" }, "all"],
  [{ range: "bytes=0-1,4-5" }, "all"],
  [{ "if-none-match": '"this"', range: "bytes=0-1" }, "has-it"],
  [{ "if-none-match": '"other", W/"this"' }, "has-it"],
  [{ "if-none-match": "*" }, "has-it"],
  [{ "if-none-match": '"other"' }, "all"],
  [{ "if-none-match": "this" }, "all"],
])("%j of a file of ten bytes", (headers, is) => {
  expect(wanted(new Headers(headers), '"this"', 10)).toEqual(is);
});
