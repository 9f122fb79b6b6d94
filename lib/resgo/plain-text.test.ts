import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { latinWords, nameKey, plainName, plainText } from "./plain-text";

describe("plainText", () => {
  test.each([
    ["  a  b ", "a  b"],
    ["a\r\nb\rc\u2028d", "a\nb\nc\nd"],
    ["a\u0000\u0007b\tc", "ab\tc"],
    ["e\u0301", "é"],
    ["a\ud800b", "a\ufffdb"],
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

test("names are one line, and known by what their spellings share", () => {
  expect(plainName(" VID\n 18 ")).toBe("VID 18");
  expect(nameKey("Vid  18 ")).toBe(nameKey("VID 18"));
  expect(latinWords("Calot’s  TRIANGLE (é)")).toBe("calots triangle e");
});
