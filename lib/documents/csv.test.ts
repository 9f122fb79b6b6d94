import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CsvValue, toCsv } from "./csv";

const read = (csv: string): string[][] => parse(csv, { bom: true, relax_column_count: true });

/** Cells as a lenient spreadsheet parts them; what follows a closed quotation stays in its cell. */
function cellsAt(csv: string, separator: string): string[] {
  const cells: string[] = [];
  let [cell, quoted, fresh] = ["", false, true];
  for (let at = csv.startsWith("\uFEFF") ? 1 : 0; at < csv.length; at++) {
    const letter = csv[at]!;
    if (quoted && letter === '"' && csv[at + 1] === '"') {
      cell += '"';
      at++;
    } else if (letter === '"' && (quoted || fresh)) quoted = !quoted;
    else if (!quoted && (letter === separator || /[\r\n]/.test(letter))) {
      cells.push(cell);
      [cell, fresh] = ["", true];
      continue;
    } else cell += letter;
    fresh = false;
  }
  return [...cells, cell];
}

/** Cells as a careless reader parts them: at every sign, whatever is quoted. */
const partedAt = (csv: string, separator: string): string[] =>
  csv.split(/\r\n|\r|\n/).flatMap((line) => line.split(separator));

/** What some spreadsheet would take for a formula, whatever it leaves out before it. */
const FORMULA = /^[\s\p{Cc}\p{Cf}"]*[=+\-@＝＋－＠]/u;
const NUMBER = /^-?[\d.]+(e[+-]\d+)?$/;

const awkward = fc.oneof(
  fc.string({
    unit: fc.constantFrom(..."=+-@＝＋－＠;,\t\r\n\"' aé1\u200b\u00a0\ufeff\u0007"),
    maxLength: 12,
  }),
  fc.string({ unit: "binary" }),
);

describe("toCsv", () => {
  it("comes back as it was, whatever the texts hold", () => {
    // An apostrophe is what guards a formula; other texts must not change.
    const text = awkward.filter((value) =>
      value.split(/[;\t\r\n]/).every((part) => !/[=+\-@＝＋－＠﹦﹢﹣﹫]/.test(part)),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(text, fc.double({ noNaN: true }), text), { minLength: 1 }), (rows) => {
        const [, ...back] = read(toCsv(["a", "b", "c"], rows));
        expect(back).toEqual(rows.map(([a, b, c]) => [a, String(b), c]));
      }),
    );
  });

  it("gains nothing but apostrophes", () => {
    fc.assert(
      fc.property(awkward, (text) => {
        const back = read(toCsv(["a", "b"], [["x", text]]))[1]![1]!;
        expect(back.replaceAll("'", "")).toBe(text.replaceAll("'", ""));
      }),
    );
  });

  it("holds no formula, whichever sign parts its cells", () => {
    const row: fc.Arbitrary<CsvValue[]> = fc.tuple(
      awkward,
      awkward,
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      awkward,
    );
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 4 }), (rows) => {
        const csv = toCsv(["a", "b", "c", "d"], rows);
        for (const cell of read(csv).flat()) expect(FORMULA.test(cell) && !NUMBER.test(cell)).toBe(false);
        for (const separator of [";", "\t"]) {
          for (const cell of [...cellsAt(csv, separator), ...partedAt(csv, separator)])
            expect(cell).not.toMatch(FORMULA);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ...'=1+1|+1|-1|@SUM(A1)| =1|\t=1|\r=1|\n-2|＝1+1 Ken|＋1|－1|＠Class|\u200b=1|\ufeff=1|\u00a0=1|"=1'.split(
      "|",
    ),
  ])("disarms %j", (formula) => {
    const [back] = read(toCsv(["a"], [[formula]]))[1]!;
    expect(back).toMatch(/^'/);
    expect(back!.replaceAll("'", "")).toBe(formula);
  });

  it.each([
    ["Ana Ruiz;=1+1", "Ana Ruiz;'=1+1"],
    ['Bo "x";=HYPERLINK(A1)', 'Bo "x";\'=HYPERLINK(A1)'],
    ['a;"=1"', 'a;\'"=1"'],
    ["a\t ＝1", "a\t' ＝1"],
    ["Round 1 a_x0041_b;=2+3", "Round 1 a_x0041_b;'=2+3"],
    ["one; two - three; a=b, =c", "one; two - three; a=b, =c"],
    ["ana@h.example", "ana@h.example"],
  ])("writes %j as %j", (text, written) => {
    expect(read(toCsv(["a", "b"], [["x", text]]))[1]).toEqual(["x", written]);
  });

  it("leaves numbers, negative ones too, and writes nothing for null", () => {
    expect(toCsv(["a", "b", "c"], [[-0.5, null, true]])).toBe("\uFEFFa,b,c\r\n-0.5,,true\r\n");
  });
});
