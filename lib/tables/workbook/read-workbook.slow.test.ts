import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { writeXlsx } from "hucre";
import { describe, expect, test } from "vitest";
import { type Cell, fillMerges, type Row, type Sheet } from "../sheet";
import { startBudget } from "./budget";
import { readWorkbook } from "./read-workbook";

/** Real files to test with, which are no part of the project. */
const REAL_DATA = path.resolve("../shared/data");

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/** A workbook of one sheet by its XML, as strange programs write them. */
function rawWorkbook(sheet: string, parts: Readonly<Record<string, string>> = {}, sheets?: string): Buffer {
  const files: Record<string, string> = {
    "[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    "_rels/.rels": `<Relationships><Relationship Id="w" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    "xl/workbook.xml": `<x:workbook xmlns:x="${MAIN}" xmlns:r="${RELATIONS}"><x:sheets>${
      sheets ?? `<x:sheet name="S" sheetId="1" r:id="s"/>`
    }</x:sheets></x:workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="s" Type="${RELATIONS}/worksheet" Target="sheet.xml"/><Relationship Id="t" Type="${RELATIONS}/sharedStrings" Target="strings.xml"/><Relationship Id="y" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>`,
    "xl/strings.xml": `<sst xmlns="${MAIN}"><si><t>plain</t></si><si><r><t xml:space="preserve">rich </t></r><r><rPr><b/></rPr><t>text</t></r><rPh sb="0" eb="1"><t>reading aid</t></rPh></si></sst>`,
    "xl/styles.xml": `<styleSheet xmlns="${MAIN}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`,
    "xl/sheet.xml": sheet,
    ...parts,
  };
  return Buffer.from(
    zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)]))),
  );
}

/** The rows as a grid, null where a cell holds nothing. */
const grid = (rows: readonly Row[]): (Cell | null)[][] =>
  rows.map(({ cells }) => {
    const width = Math.max(...cells.keys()) + 1;
    return Array.from({ length: width }, (_, column) => cells.get(column) ?? null);
  });
const filled = ({ rows, merges }: Pick<Sheet, "rows" | "merges">) =>
  grid(fillMerges({ file: "a.xlsx", name: "S", rows, merges }));
const rowsOf = async (bytes: Buffer) => grid((await readWorkbook(bytes)).sheets[0]!.rows);
const sheetOf = (rows: string, after = "") =>
  `<worksheet xmlns="${MAIN}"><sheetData>${rows}</sheetData>${after}</worksheet>`;

describe("readWorkbook", () => {
  test("reads text, rich text, numbers, truth values, dates, inline strings and the values of formulas", async () => {
    const rows = await rowsOf(
      rawWorkbook(
        sheetOf(
          `<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c><c r="C2"><v>166</v></c><c r="D2" t="b"><v>1</v></c>` +
            `<c r="E2" s="1"><v>45000</v></c><c r="F2" t="inlineStr"><is><t>inline</t></is></c><c r="G2"><f>100+66</f><v>166</v></c>` +
            `<c r="I2" t="str"><f>"a"&amp;"b"</f><v>ab</v></c></row>`,
        ),
      ),
    );
    expect(rows[0]).toEqual([
      "plain",
      "rich text",
      166,
      true,
      new Date("2023-03-15"),
      "inline",
      166,
      null,
      "ab",
    ]);
  });

  test("tells of errors in cells, and of formulas that were never computed", async () => {
    const rows = await rowsOf(rawWorkbook(sheetOf(`<row><c t="e"><v>#REF!</v></c><c><f>A1</f></c></row>`)));
    expect(rows[0]).toEqual([{ fault: { error: "#REF!" } }, { fault: "formula" }]);
  });

  test("reads another prefix of the XML", async () => {
    const sheet = `<x:worksheet xmlns:x="${MAIN}"><x:sheetData><x:row r="1"><x:c r="B1"><x:v>7</x:v></x:c></x:row></x:sheetData></x:worksheet>`;
    expect(await rowsOf(rawWorkbook(sheet))).toEqual([[null, 7]]);
  });

  test("skips hidden sheets, and says so", async () => {
    const sheets = `<x:sheet name="S" sheetId="1" r:id="s"/><x:sheet name="Old" sheetId="2" state="hidden" r:id="s"/><x:sheet name="Older" sheetId="3" state="veryHidden" r:id="s"/>`;
    const read = await readWorkbook(rawWorkbook(sheetOf(""), {}, sheets));
    expect(read.sheets.map(({ name }) => name)).toEqual(["S"]);
    expect(read.hiddenSheets).toEqual(["Old", "Older"]);
  });

  test("fills merged cells with their value", async () => {
    const merged = sheetOf(
      `<row r="1"><c r="A1"><v>1</v></c><c r="C1"><v>3</v></c></row><row r="2"><c r="C2"><v>4</v></c></row>`,
      `<mergeCells><mergeCell ref="A1:B2"/></mergeCells>`,
    );
    const { sheets } = await readWorkbook(rawWorkbook(merged));
    expect(filled(sheets[0]!)).toEqual([
      [1, 1, 3],
      [1, 1, 4],
    ]);
  });

  test.each([
    ["nothing", Buffer.alloc(0), "The workbook is damaged"],
    ["a text", Buffer.from("Frame,Phase\n1,A\n"), "call it .csv"],
    ["a web page", Buffer.from("\ufeff <html><table><tr><td>Frame</td></tr></table>"), "a web page"],
    [
      "a spreadsheet as XML",
      Buffer.from('<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'),
      "an XML spreadsheet",
    ],
    ["a zip of something else", Buffer.from(zipSync({ "a.txt": strToU8("a") })), "The workbook is damaged"],
    [
      "an OpenDocument file",
      Buffer.from(zipSync({ mimetype: strToU8("a"), "content.xml": strToU8("a") })),
      "OpenDocument",
    ],
    ["a binary workbook", Buffer.from(zipSync({ "xl/workbook.bin": strToU8("a") })), "binary"],
    ["an old workbook", Buffer.from("d0cf11e0a1b11ae1".padEnd(2048, "0"), "hex"), "an old Excel workbook"],
    [
      "one with a password",
      Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.from("EncryptedPackage", "utf16le")]),
      "has a password",
    ],
  ])("refuses %s for what it is", async (_, bytes, words) => {
    await expect(readWorkbook(bytes)).rejects.toThrow(words);
  });

  test("refuses one that was cut short, wherever", async () => {
    const whole = Buffer.from(
      await writeXlsx({
        sheets: [
          {
            name: "V1",
            rows: [
              ["Frame", "Phase"],
              [1, "A"],
            ],
          },
        ],
      }),
    );
    for (let length = 0; length < whole.length; length += 97) {
      await expect(readWorkbook(whole.subarray(0, length))).rejects.toThrow("The workbook is damaged");
    }
  });

  test("refuses one whose bytes were changed", async () => {
    const bytes = rawWorkbook(
      sheetOf(`<row r="1"><c r="A1" t="inlineStr"><is><t>${"go zone ".repeat(50)}</t></is></c></row>`),
    );
    const at = bytes.indexOf("xl/sheet.xml") + 40;
    bytes[at] = bytes[at]! ^ 0xff;
    await expect(readWorkbook(bytes)).rejects.toThrow("The workbook is damaged");
  });

  test("refuses a zip bomb on the way, in little memory", async () => {
    const zeros = { ...unzipSync(rawWorkbook(sheetOf(""))), "xl/sheet.xml": new Uint8Array(300_000_000) };
    const bomb = Buffer.from(zipSync(zeros));
    const before = process.memoryUsage().rss;
    await expect(readWorkbook(bomb)).rejects.toThrow("The workbook is damaged");
    expect(process.memoryUsage().rss - before).toBeLessThan(150_000_000);
    const budget = startBudget({ unpackedBytes: 10_000_000 });
    expect(() => budget.unpack(11_000_000)).toThrow("unpacks to more than 10 MB: delete the empty rows");
  });

  test("holds an archive to the sizes it declares", async () => {
    const bytes = rawWorkbook(
      sheetOf(`<row r="1"><c r="A1" t="inlineStr"><is><t>${"a".repeat(100_000)}</t></is></c></row>`),
    );
    // The central directory is at the end; its entry of the sheet says that ten bytes are packed there.
    const entry = bytes.lastIndexOf("xl/sheet.xml") - 46;
    bytes.writeUInt32LE(10, entry + 24);
    await expect(readWorkbook(bytes)).rejects.toThrow("The workbook is damaged");
  });

  test("expands no entity of a document's own, and opens no file for one", async () => {
    const sheet = `<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>${sheetOf(
      `<row r="1"><c r="A1" t="inlineStr"><is><t>&b;&f;</t></is></c></row>`,
    )}`;
    await expect(readWorkbook(rawWorkbook(sheet))).rejects.toThrow(/damaged(?!.*(?:aaaa|root:))/s);
  });

  test("reads two cells a world apart, and nothing of what lies between them", async () => {
    const far = sheetOf(
      `<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>`,
    );
    const { sheets } = await readWorkbook(rawWorkbook(far));
    expect(sheets[0]!.rows.map(({ row, cells }) => [row, [...cells]])).toEqual([
      [1, [[0, 1]]],
      [1_048_576, [[16_383, 2]]],
    ]);
  });

  const downTo = (last: number, row: (number: number) => string): string =>
    Array.from({ length: last - 2 }, (_, index) => row(index + 3)).join("");

  test.each([
    ["an empty cell in the last row", `<row r="1048576"><c r="XFD1048576" s="1"/></row>`],
    ["formats of rows to the last one", downTo(1_048_576, (r) => `<row r="${r}" s="1" customFormat="1"/>`)],
    [
      "formatted cells far down",
      downTo(300_000, (r) => `<row r="${r}" spans="1:6"><c r="A${r}" s="1"/><c r="B${r}" s="1"></c></row>`),
    ],
  ])("takes no memory for %s", async (_, rest) => {
    const bytes = rawWorkbook(sheetOf(`<row r="2"><c r="A2"><v>7</v></c></row>${rest}`));
    const before = process.memoryUsage().heapUsed;
    const { sheets } = await readWorkbook(bytes);
    expect(sheets[0]!.rows.map(({ row, cells }) => [row, [...cells]])).toEqual([[2, [[0, 7]]]]);
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(200_000_000);
  });

  test("leaves a tag alone that stands in a text", async () => {
    const text = `<row r="1"><c r="A1" t="inlineStr"><is><t><![CDATA[<c r="B1"/> <row r="2"></row>]]></t></is></c></row>`;
    expect(await rowsOf(rawWorkbook(sheetOf(text)))).toEqual([[`<c r="B1"/> <row r="2"></row>`]]);
  });

  test("reads numbers as they are shown, without the dust of sums", async () => {
    const codes = ["000", "&quot;VID&quot;00", "[h]:mm"];
    const styles =
      `<styleSheet xmlns="${MAIN}"><numFmts>` +
      codes.map((code, index) => `<numFmt numFmtId="${164 + index}" formatCode="${code}"/>`).join("") +
      `</numFmts><cellXfs>${[0, 164, 165, 9, 166].map((id) => `<xf numFmtId="${id}"/>`).join("")}</cellXfs></styleSheet>`;
    const cells = [
      [0, "0.30000000000000004"],
      [0, "166.00000000000003"],
      [1, "18"],
      [2, "18"],
      [3, "0.5"],
      [4, "0.5"],
    ].map(([format, value]) => `<c s="${format}"><v>${value}</v></c>`);
    const rows = await rowsOf(
      rawWorkbook(sheetOf(`<row>${cells.join("")}</row>`), { "xl/styles.xml": styles }),
    );
    expect(rows[0]).toEqual([
      0.3,
      166,
      { number: 18, shown: "018" },
      { number: 18, shown: "VID18" },
      { number: 0.5, shown: "50%" },
      new Date("1899-12-31T12:00:00Z"),
    ]);
  });

  test("counts days from 1904 where the workbook does", async () => {
    const workbook = `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><workbookPr date1904="1"/><sheets><sheet name="S" sheetId="1" r:id="s"/></sheets></workbook>`;
    const sheet = sheetOf(`<row><c s="1"><v>0</v></c></row>`);
    expect(await rowsOf(rawWorkbook(sheet, { "xl/workbook.xml": workbook }))).toEqual([
      [new Date("1904-01-01")],
    ]);
  });

  test("tells of texts that are struck out, wholly or in part", async () => {
    const styles = `<styleSheet xmlns="${MAIN}"><fonts><font/><font><strike/></font></fonts><cellXfs><xf fontId="0"/><xf fontId="1"/></cellXfs></styleSheet>`;
    const part = (struck: string) =>
      `<c t="inlineStr"><is><r><rPr>${struck}</rPr><t>old</t></r><r><t> new</t></r></is></c>`;
    const cells = `${part("<strike/>")}${part('<strike val="0"/>')}<c s="1"><v>7</v></c>`;
    const rows = await rowsOf(rawWorkbook(sheetOf(`<row>${cells}</row>`), { "xl/styles.xml": styles }));
    expect(rows[0]).toEqual([{ fault: "struck" }, "old new", { fault: "struck" }]);
  });

  test("reads what Excel escapes, and the strict form of the format", async () => {
    const sheet = `<row><c t="inlineStr"><is><t>a_x000D_b _x005F_x0041_</t></is></c><c t="d"><v>2027-01-14</v></c></row>`;
    const strict = Object.entries(unzipSync(rawWorkbook(sheetOf(sheet)))).map(([name, part]) => {
      const text = strFromU8(part).replaceAll(
        "http://schemas.openxmlformats.org/officeDocument/2006",
        "http://purl.oclc.org/ooxml/officeDocument",
      );
      return [name, strToU8(text)];
    });
    const rows = await rowsOf(Buffer.from(zipSync(Object.fromEntries(strict))));
    expect(rows).toEqual([["a\rb _x0041_", new Date("2027-01-14")]]);
  });

  test("counts rows and columns that are hidden and hold something", async () => {
    const sheet = `<worksheet xmlns="${MAIN}"><cols><col min="2" max="3" hidden="1"/></cols><sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row><row r="2" hidden="1"><c r="A2"><v>1</v></c></row><row r="3" hidden="1"/></sheetData></worksheet>`;
    const { sheets } = await readWorkbook(rawWorkbook(sheet));
    expect(sheets[0]!.hidden).toEqual({ rows: 1, columns: 1 });
  });

  test.each([
    ["two cells in one place", `<c r="A1"><v>1</v></c><c r="A1"><v>2</v></c>`, "two cells in one place"],
    ["a cell in another row", `<c r="A2"><v>1</v></c>`, "A2 in row 1"],
    ["a text that there is not", `<c r="A1" t="s"><v>99</v></c>`, "there is no text 99"],
    ["a number that is none", `<c r="A1"><v>1,5</v></c>`, "the number “1,5”"],
    ["a place past the last column", `<c r="XFE1"><v>1</v></c>`, "the cell “XFE1”"],
  ])("refuses %s, and names the sheet", async (_, cells, words) => {
    const refused = await readWorkbook(rawWorkbook(sheetOf(`<row r="1">${cells}</row>`))).catch(
      (cause) => cause,
    );
    expect(refused).toMatchObject({ message: expect.stringContaining(words), place: { sheet: "S" } });
  });

  test("fills no more merged cells than a sheet has", async () => {
    const merges = Array.from({ length: 2_000 }, () => `<mergeCell ref="A1:XFD1048576"/>`).join("");
    const rows = Array.from(
      { length: 200 },
      (_, i) => `<row r="${i + 1}"><c r="A${i + 1}"><v>1</v></c><c r="CV${i + 1}"><v>1</v></c></row>`,
    ).join("");
    const { sheets } = await readWorkbook(rawWorkbook(sheetOf(rows, `<mergeCells>${merges}</mergeCells>`)));
    expect(filled(sheets[0]!)).toHaveLength(200);
  });
});

describe.skipIf(!existsSync(REAL_DATA))("workbooks that people really made", () => {
  const read = async (name: string) => readWorkbook(await readFile(path.join(REAL_DATA, "xlsx", name)));

  test("merged cells", async () => {
    const { sheets } = await read("merged-cells.xlsx");
    expect(sheets.map(({ name, rows }) => [name, rows.length])).toEqual([
      ["Sheet1", 33],
      ["Sheet2", 9],
      ["Sheet3", 9],
    ]);
    const both = filled(sheets[1]!);
    expect(both[2]!.slice(0, 5)).toEqual([
      "Classroom  ",
      " Grade ",
      "# Enrolled ",
      " MCAS Grade ",
      "# Tested ",
    ]);
    expect(both[0]!.slice(3, 8)).toEqual([
      "MCAS Summary",
      "MCAS Summary",
      "Possible Points by Domain ",
      "Possible Points by Domain ",
      "Possible Points by Domain ",
    ]);
  });

  test("numbers stored as text", async () => {
    const { sheets } = await read("numbers-as-text.xlsx");
    expect(grid(sheets[0]!.rows)[3]!.slice(0, 5)).toEqual(["Alabama", "94.0", "≥. *. **", "Census", "75358"]);
    expect(sheets[1]!.name).toBe("Data Notes & Footnotes");
  });

  test("inline strings", async () => {
    const { sheets } = await read("inline-strings.xlsx");
    expect(grid(sheets[0]!.rows)[1]).toEqual([
      1,
      "+",
      null,
      "1.",
      "RQ11610",
      "requirement",
      "Textual Requirement",
      "test",
    ]);
  });

  test("another prefix", async () => {
    const { sheets } = await read("other-xml-prefix.xlsx");
    expect(sheets.map(({ name, rows }) => [name, grid(rows)])).toEqual([
      [
        "Sheet1",
        [
          ["a", "b"],
          [1, 3],
          [2, 4],
        ],
      ],
    ]);
  });

  test("title rows and dates", async () => {
    const { sheets } = await read("title-rows-and-dates.xlsx");
    expect(grid(sheets[0]!.rows)[4]).toEqual([
      "Name",
      "Profession",
      "Age",
      "Has kids",
      "Date of birth",
      "Date of death",
    ]);
    expect(grid(sheets[0]!.rows)[5]).toEqual([
      "David Bowie",
      "musician",
      69,
      true,
      new Date("1947-01-08"),
      new Date("2016-01-10"),
    ]);
  });

  test("a damaged file", async () => {
    await expect(read("damaged.xlsx")).rejects.toThrow("The workbook is damaged, or is none");
  });
});
