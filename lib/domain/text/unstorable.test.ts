import { describe, expect, it } from "vitest";
import { findUnstorable } from "./unstorable";

describe("a text that can't be stored", () => {
  it.each([
    ["a NUL", "near\u0000 the duct", "near"],
    ["a form feed", "page\u000c", "page"],
    ["a lone surrogate", "x\ud800y", "x"],
    ["the latter half alone", "\udc00", ""],
    ["what a wrong encoding leaves", "f\u0081r", "f"],
  ])("holds %s", (_, text, before) => {
    expect(findUnstorable({ rationale: { location: text } })).toEqual({ path: "rationale.location", before });
  });

  it("is found in lists and in the names of keys", () => {
    expect(findUnstorable({ names: ["a", "b\u0007"] })).toEqual({ path: "names.1", before: "b" });
    expect(findUnstorable({ "a\u0000": 1 })).toEqual({ path: "", before: "a" });
  });

  it.each(["", "two\r\nlines\tand a tab", "𝟙 😀 é שלום", "\u202e\ufffe"])("is not %j", (text) => {
    expect(findUnstorable({ text, more: [null, 1, true] })).toBeNull();
  });
});
