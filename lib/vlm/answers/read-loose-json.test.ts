import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Loose, readLooseJson } from "./read-loose-json";

/** As JSON.parse would have it. */
const plain = (value: Loose): unknown => {
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, held]) => [key, plain(held)]));
  return Array.isArray(value) ? value.map(plain) : value;
};
const read = (text: string): unknown[] => readLooseJson(text).map(plain);

describe("JSON as models write it", () => {
  it.each([
    [
      "as it should be",
      String.raw`{"a": "x \"y\" \u00e9\n", "b": ["c", 1, null, true]}`,
      [{ a: 'x "y" é\n', b: ["c", null, null, null] }],
    ],
    ["a comma too many", '{"a": "x", "b": ["y",],}', [{ a: "x", b: ["y"] }]],
    ["a comma too few", '{"a": "x"\n"b": "y"}', [{ a: "x", b: "y" }]],
    ["a bracket too few", '{"a": ["x", {"b": "y"', [{ a: ["x", { b: "y" }] }]],
    ["a bracket too many", '{"a": [1, 2]], "b": "y"}}', [{ a: [null, null], b: "y" }]],
    ["the wrong bracket", '{"a": ["x"}, {"b": "y"}', [{ a: ["x"] }, { b: "y" }]],
    ["a line break in a string", '{"a": "x\ny"}', [{ a: "x\ny" }]],
    [
      "quotes in a string",
      '{"a": "the "safe" zone, "Go" or not", "b": "y"}',
      [{ a: 'the "safe" zone, "Go" or not', b: "y" }],
    ],
    ["single quotes", "{'a': 'Calot's triangle', 'b': 'y'}", [{ a: "Calot's triangle", b: "y" }]],
    ["typographic quotes", "{“a”: “x”, ‘b’: ‘y’}", [{ a: "x", b: "y" }]],
    ["no quotes", '{"a": over the duct, b: "y", c: -1.5}', [{ a: "over the duct", b: "y", c: null }]],
    ["a colon too few", '{"a" "x", "b" ["y"]}', [{ a: "x", b: ["y"] }]],
    ["a key's first quote lost", '{"a": "x", b": "y"}', [{ a: "x", b: "y" }]],
    ["a string's last quote lost", '{"a": "x,\n "b": "y"}', [{ a: "x", b: "y" }]],
    ["an end that is lost", '{"a": "over the du', [{ a: "over the du" }]],
    ["comments", '{"a": "http://x", // why\n /* and */ "b": "y"}', [{ a: "http://x", b: "y" }]],
    ["words of Python", "{'a': None, 'b': True, 'c': 'y'}", [{ a: null, b: null, c: "y" }]],
    ["one after the other", '{"a": "x"}\nIt\'s this: {"b": "y"}', [{ a: "x" }, { b: "y" }]],
    ["a key twice", '{"a": "x", "b": "y", "a": "z"}', [{ a: "z", b: "y" }]],
    ["nothing of it", 'no JSON, it\'s "prose": this', []],
  ])("with %s is read", (_, text, values) => expect(read(text)).toEqual(values));

  it("is read as JSON.parse reads it where that can", () => {
    const words = fc
      .string({ unit: "grapheme", maxLength: 12 })
      .filter((text) => !/["'`“”‘’\\/\]}:,{[]/.test(text));
    const tree = fc.letrec((tie) => ({
      value: fc.oneof({ maxDepth: 4 }, words, fc.constant(null), tie("list"), tie("object")),
      list: fc.array(tie("value"), { maxLength: 4 }),
      object: fc.dictionary(
        words.filter((key) => !/^\s*\d*$/.test(key)),
        tie("value"),
        { noNullPrototype: true, maxKeys: 4 },
      ),
    }));
    fc.assert(
      fc.property(tree.object, fc.constantFrom(0, 2), (value, indent) => {
        expect(read(JSON.stringify(value, null, indent))).toEqual([value]);
      }),
    );
  });

  it("is read without a throw, whatever it is", () => {
    const piece = fc.constantFrom(
      "{",
      "}",
      "[",
      "]",
      '"',
      "'",
      ":",
      ",",
      "\\",
      "\n",
      "//",
      "/*",
      "a",
      "1",
      " ",
      "\\u00",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => void readLooseJson(pieces.join(""))),
    );
  });

  it.each(["{", "[", '{"a":', '["a",', '"', "'", "{]", "[}", '{"a" ', "//", "/*", '{"a": "b\n', "{a "])(
    "takes no time for %s over and over",
    (piece) => {
      const began = performance.now();
      readLooseJson(piece.repeat(50_000));
      readLooseJson(`{"a": "${piece.repeat(50_000)}`);
      expect(performance.now() - began).toBeLessThan(3_000);
    },
  );
});
