import fc from "fast-check";
import { readXlsx, writeXlsx } from "hucre";
import { describe, expect, it } from "vitest";
import { workbookText } from "./workbook-text";

async function throughWorkbook(texts: readonly string[]): Promise<unknown[]> {
  const rows = texts.map((text) => ["text:", workbookText(text)]);
  const { sheets } = await readXlsx(await writeXlsx({ sheets: [{ name: "Texts", rows }] }));
  return sheets[0]!.rows.map(([, text]) => text);
}

describe("workbookText", () => {
  it.each([
    ["a_x0041_b", "a_x0041_b"],
    ["_x005F_x0041_", "_x005F_x0041_"],
    ["_X0041_ _x00e9_", "_X0041_ _x00e9_"],
    // The writer makes "_x0001_" of the control character, whose first sign would end what is before it.
    ["_x0041\u0001", "_x0041\u0001"],
    ["_x0041\r\n", "_x0041\r\n"],
    ["Mia\uFFFE Roth\uFFFF\0", "Mia\uFFFD Roth\uFFFD\uFFFD"],
    ["half \uD83D", "half \uFFFD"],
    ["\uDE00 half", "\uFFFD half"],
    ["😀 ]]>&<\"'", "😀 ]]>&<\"'"],
  ])("keeps %j", async (typed, read) => {
    expect(await throughWorkbook([typed])).toEqual([read]);
  });

  it("is read from a workbook as it was typed", async () => {
    const pieces = fc.constantFrom(
      "_",
      "x",
      "x0041",
      "_x0041_",
      "005F",
      "\u0001",
      "\r",
      "\n",
      "\uFFFE",
      "\uD800",
      "=",
      "é",
    );
    const text = fc.oneof(
      fc.array(pieces, { minLength: 1, maxLength: 12 }).map((each) => each.join("")),
      fc.string({ unit: "binary", minLength: 1 }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 40 }), async (texts) => {
        const held = texts.map((each) => each.replaceAll(/[\0\uFFFE\uFFFF\p{Surrogate}]/gu, "\uFFFD"));
        expect(await throughWorkbook(texts)).toEqual(held);
      }),
    );
  });
});
