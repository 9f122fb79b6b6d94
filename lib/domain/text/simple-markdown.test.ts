import { expect, test } from "vitest";
import { readSimpleMarkdown } from "./simple-markdown";

const text = (of: string) => [{ kind: "text", text: of }];

test("plain text stays as it is, with its lines", () => {
  expect(
    readSimpleMarkdown("One line\nand another.\n\n\nA second part: 3 * 4 * 5, snake_case_, a <b>tag</b>."),
  ).toEqual([
    { kind: "paragraph", line: text("One line\nand another.") },
    { kind: "paragraph", line: text("A second part: 3 * 4 * 5, snake_case_, a <b>tag</b>.") },
  ]);
});

test("headings, lists of both kinds, bold, italics, links", () => {
  expect(
    readSimpleMarkdown(
      "# Your data\nWe keep **answers** and *scores*.\n- one\n* two\n1. first\n2) second\nSee [the policy](https://h.example/p?a=1) or [us](mailto:dpo@h.example).",
    ),
  ).toEqual([
    { kind: "heading", line: text("Your data") },
    {
      kind: "paragraph",
      line: [
        { kind: "text", text: "We keep " },
        { kind: "strong", text: "answers" },
        { kind: "text", text: " and " },
        { kind: "emphasis", text: "scores" },
        { kind: "text", text: "." },
      ],
    },
    { kind: "list", ordered: false, items: [text("one"), text("two")] },
    { kind: "list", ordered: true, items: [text("first"), text("second")] },
    {
      kind: "paragraph",
      line: [
        { kind: "text", text: "See " },
        { kind: "link", text: "the policy", href: "https://h.example/p?a=1" },
        { kind: "text", text: " or " },
        { kind: "link", text: "us", href: "mailto:dpo@h.example" },
        { kind: "text", text: "." },
      ],
    },
  ]);
});

test.each([
  "[x](javascript:alert(1))",
  "[x](http://h.example)",
  "[x](//h.example)",
  "![x](https://h.example)",
  "<script>x</script>",
])("%j makes no address of what could run, load or mislead", (given) => {
  const [block] = readSimpleMarkdown(given);
  const line = block?.kind === "paragraph" ? block.line : [];
  expect(line.filter((each) => each.kind === "link").every(({ text }) => text === "x")).toBe(true);
  expect(JSON.stringify(line)).not.toMatch(/"href":"(?!https:)/);
});

test("stars and brackets that open nothing stay as they are, however many", () => {
  const long = "*".repeat(30_000) + "[".repeat(30_000);
  expect(readSimpleMarkdown(long)).toEqual([{ kind: "paragraph", line: text(long) }]);
});
