import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toCsv } from "./csv";

const read = (csv: string): string[][] => parse(csv, { bom: true, relax_column_count: true });

describe("toCsv", () => {
  it("comes back as it was, whatever the texts hold", () => {
    // A leading quote mark is what guards a formula; other texts must not change.
    const text = fc.string({ unit: "binary" }).filter((value) => !/^[\s]*[=+\-@]|^[\t\r]/.test(value));
    fc.assert(
      fc.property(fc.array(fc.tuple(text, fc.double({ noNaN: true }), text), { minLength: 1 }), (rows) => {
        const [, ...back] = read(toCsv(["a", "b", "c"], rows));
        expect(back).toEqual(rows.map(([a, b, c]) => [a, String(b), c]));
      }),
    );
  });

  it.each(["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "\r=1", "\n-2"])("disarms %j", (formula) => {
    expect(read(toCsv(["a"], [[formula]]))[1]).toEqual([`'${formula}`]);
  });

  it("leaves numbers, negative ones too, and writes nothing for null", () => {
    expect(toCsv(["a", "b", "c"], [[-0.5, null, true]])).toBe("\uFEFFa,b,c\r\n-0.5,,true\r\n");
  });
});
