import { describe, expect, test } from "vitest";
import { readCsv } from "./read-csv";
import { TableError } from "./table-error";

const NAMES = /^(?:video|frame|phase|location|split|name|email)$/i;
const read = (text: string) => readCsv(text, (cell) => NAMES.test(cell));
const cells = (text: string) => read(text).map((row) => [...row.cells.values()]);
function refusal(text: string): TableError {
  try {
    read(text);
  } catch (cause) {
    if (cause instanceof TableError) return cause;
    throw cause;
  }
  throw new Error("was read");
}

describe("readCsv", () => {
  test.each([
    ["commas", "video,frame,phase\nV1,1,A\n"],
    ["semicolons", "video;frame;phase\r\nV1;1;A\r\n"],
    ["tabs", "video\tframe\tphase\nV1\t1\tA"],
    ["bars", "video|frame|phase\nV1|1|A"],
    ["quotes", '"video","frame","phase"\n"V1","1","A"'],
    ["spaces around quotes", '"video", "frame" , "phase"\nV1, "1", "A" \n'],
    ["line ends of three kinds", "video,frame,phase\r\nV1,1,A\n"],
    ["old line ends", "video,frame,phase\rV1,1,A\r"],
    ["line ends that were translated twice", "video,frame,phase\r\r\nV1,1,A\r\r\n"],
    ["a line that names the separator", "sep=;\r\nvideo;frame;phase\r\nV1;1;A\r\n"],
    ["a quoted one", '"sep=;"\nvideo;frame;phase\nV1;1;A\n'],
    ["what keeps zeros from Excel", 'video,frame,phase\nV1,"=""1""",="A"\n'],
  ])("reads a file with %s", (_, text) => {
    const rows = read(text);
    expect(cells(text)).toEqual([
      ["video", "frame", "phase"],
      ["V1", "1", "A"],
    ]);
    expect(rows.map(({ row, width }) => [row, width])).toEqual([
      [1, 3],
      [2, 3],
    ]);
  });

  test("numbers rows as a spreadsheet does", () => {
    const rows = read('Annotations, by us\n\nvideo,frame,location\nV1,1,"two\nlines, one cell"\nV1,2,x\n');
    expect(rows.map(({ row }) => row)).toEqual([1, 3, 4, 5]);
    expect(rows[2]!.cells.get(2)).toBe("two\nlines, one cell");
    expect([...rows[3]!.cells.values()]).toEqual(["V1", "2", "x"]);
  });

  test("takes the separator of the row that names the columns, whatever the texts are full of", () => {
    expect(cells("Made by A, B, C, D, E\nvideo;frame;location\nV1;1;a, b, c, d, e\n")[2]).toEqual([
      "V1",
      "1",
      "a, b, c, d, e",
    ]);
  });

  test.each([
    ['the 5" trocar'],
    ['between the 5" and the 12" trocar'],
    ['the "critical view" is safe'],
    ["the surgeon's view"],
  ])("reads quotation marks inside a cell that stands in none: %s", (text) => {
    expect(cells(`video,frame,location\nV1,1,${text}\n`)[1]![2]).toBe(text);
  });

  test.each([
    [
      "one that opens and never closes",
      'video,frame,location\nV1,1,a\nV1,2,"b\nV1,3,c\n',
      3,
      "C",
      "none closes it",
    ],
    [
      "one that the next cell in quotes would close",
      'video,frame,location\nV1,1,"stay off\nV1,2,"b, c"\n',
      2,
      "C",
      "stands before “b, c",
    ],
    [
      "one that takes in whole rows",
      'video,frame,location\nV1,1,"stay off\nV1,2,b"\nV1,3,c\n',
      2,
      "C",
      "line 3 of the file",
    ],
    [
      "one that takes in rows up to an empty cell",
      'video,frame,location\nV1,1,"off\nV1,2,""\nV1,3,"\n',
      2,
      "C",
      "whole rows",
    ],
    ["one that takes in rows of splits", 'video,split\n"V01,train\nV02",test\n', 2, "A", "whole rows"],
    [
      "marks inside that are not doubled",
      'video,frame,location\nV1,1,"he said "stop" then"\n',
      2,
      "C",
      "doubled",
    ],
    [
      "marks inside with a backslash",
      'video,frame,location\nV1,1,"he said \\"stop\\" then"\n',
      2,
      "C",
      "doubled",
    ],
    [
      "one that closes what never opened",
      'video,frame,location\nV1,1,stay off"\n',
      2,
      "C",
      "what it belongs to",
    ],
    [
      "doubled ones in no others",
      'video,frame,location\nV1,1,say ""stop"" now\n',
      2,
      "C",
      "what it belongs to",
    ],
  ])("refuses %s, at its cell", (_, text, row, column, words) => {
    const refused = refusal(text);
    expect(refused.place).toEqual({ row, column });
    expect(refused.message).toContain(words);
  });

  test("reads a cell of many lines and commas", () => {
    const text =
      'video,frame,location\nV1,1,"Over the duct, which is thin.\nStay high, and lateral, always."\n';
    expect(cells(text)[1]![2]).toBe("Over the duct, which is thin.\nStay high, and lateral, always.");
  });

  test("refuses a cell without end", () => {
    expect(refusal(`video,frame\n"${"a".repeat(1_100_000)}"`).message).toContain("characters");
  });
});
