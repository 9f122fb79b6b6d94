import { describe, expect, it } from "vitest";
import { markOf, readMark } from "./out-of-reach";

describe("the mark of a page that could not be made for want of something", () => {
  it.each([
    ["database", "5d1f0c3e-6f0f-4a53-9d0a-000000000000"],
    ["storage", "proxy_1.a-2"],
    ["storage", undefined],
    ["storage-full", "1"],
    ["storage-damaged", "1"],
    ["storage-unusable", "1"],
  ] as const)("says what, and of which request: %s, %s", (what, request) => {
    expect(readMark(markOf(what, request))).toEqual({ what, request });
  });

  it("is no other digest", () => {
    for (const digest of [
      "",
      "1234567890",
      "out-of-reach",
      "out-of-reach:moon:1",
      "out-of-reach:storage-moon:1",
      "NEXT_NOT_FOUND",
    ]) {
      expect(readMark(digest)).toBeNull();
    }
  });
});
