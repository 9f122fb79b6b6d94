import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { inList } from "./in-list";

afterEach(() => {
  globalThis.calotLanguage = undefined;
});

describe("a list", () => {
  it("is joined by commas, and by a word before the last where one is asked for", () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (things) => {
        const [last = "", before] = [things.at(-1), things.slice(0, -1).join(", ")];
        expect(inList(things, ",")).toBe(things.join(", "));
        expect(inList(things, "and")).toBe(things.length > 1 ? `${before} and ${last}` : last);
        expect(inList(things, "or")).toBe(things.length > 1 ? `${before} or ${last}` : last);
      }),
    );
  });

  it("is joined as its language does", () => {
    globalThis.calotLanguage = { tag: "de", messages: {} };
    expect([inList(["a", "b", "c"], "and"), inList(["a", "b"], "or")]).toEqual(["a, b und c", "a oder b"]);
  });
});
