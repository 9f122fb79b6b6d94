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
  expect(wanted(new Request("http://localhost/x", { headers }), '"this"', 10)).toEqual(is);
});

test("a head is of all of it, whatever part is asked for", () => {
  const request = new Request("http://localhost/x", { method: "HEAD", headers: { range: "bytes=10-" } });
  expect(wanted(request, '"this"', 10)).toBe("all");
});
