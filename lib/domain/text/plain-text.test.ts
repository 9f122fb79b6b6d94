import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { plainName, plainText } from "./plain-text";

describe("plainText", () => {
  test.each([
    ["  a  b ", "a  b"],
    ["a\r\nb\rc\u2028d", "a\nb\nc\nd"],
    ["a\u0000\u0007b\tc", "ab\tc"],
    ["e\u0301", "é"],
    ["a\ud800b", "a\ufffdb"],
    ["a\ufffe\u{1ffff}b", "ab"],
    ["e\u0000\u0301", "é"],
  ])("of %j is %j", (text, plain) => {
    expect(plainText(text)).toBe(plain);
  });

  test("leaves plain text as it is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const plain = plainText(text);
        expect(plainText(plain)).toBe(plain);
        expect(plain).not.toMatch(/[\0\r]/);
        expect(Buffer.from(plain).toString()).toBe(plain);
      }),
    );
  });
});

test("a name is one line", () => {
  expect(plainName(" VID\n 18 ")).toBe("VID 18");
});
