import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { strToU8, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { fillMerges } from "./sheet";
import { REAL_DATA, workbook } from "./testing/bundle-files";
import { readWorkbook } from "./workbook";

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

const rowsOf = async (bytes: Buffer) => (await readWorkbook("a.xlsx", bytes)).sheets[0]!.rows;
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
    expect(rows[1]).toEqual([
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
    const read = await readWorkbook("a.xlsx", rawWorkbook(sheetOf(""), {}, sheets));
    expect(read.sheets.map(({ name }) => name)).toEqual(["S"]);
    expect(read.problems.map(({ sheet, level }) => [sheet, level])).toEqual([
      ["Old", "warning"],
      ["Older", "warning"],
    ]);
  });

  test("fills merged cells with their value", async () => {
    const merged = sheetOf(
      `<row r="1"><c r="A1"><v>1</v></c><c r="C1"><v>3</v></c></row><row r="2"><c r="C2"><v>4</v></c></row>`,
      `<mergeCells><mergeCell ref="A1:B2"/></mergeCells>`,
    );
    const { sheets } = await readWorkbook("a.xlsx", rawWorkbook(merged));
    expect(fillMerges(sheets[0]!)).toEqual([
      [1, 1, 3],
      [1, 1, 4],
    ]);
  });

  test.each([
    ["nothing", Buffer.alloc(0)],
    ["a text", Buffer.from("Frame,Phase\n1,A\n")],
    ["a zip of something else", Buffer.from(zipSync({ "a.txt": strToU8("a") }))],
    ["an old workbook or one with a password", Buffer.from("d0cf11e0a1b11ae1".padEnd(2048, "0"), "hex")],
  ])("refuses %s", async (_, bytes) => {
    await expect(readWorkbook("a.xlsx", bytes)).rejects.toThrow(/^The workbook (?:is damaged|unpacks)/);
  });

  test("refuses one that was cut short, wherever", async () => {
    const whole = Buffer.from(
      await workbook({
        V1: [
          ["Frame", "Phase"],
          [1, "A"],
        ],
      }),
    );
    for (let length = 0; length < whole.length; length += 97) {
      await expect(readWorkbook("a.xlsx", whole.subarray(0, length))).rejects.toThrow(
        "The workbook is damaged",
      );
    }
  });

  test("refuses one whose bytes were changed", async () => {
    const bytes = rawWorkbook(
      sheetOf(`<row r="1"><c r="A1" t="inlineStr"><is><t>${"go zone ".repeat(50)}</t></is></c></row>`),
    );
    const at = bytes.indexOf("xl/sheet.xml") + 40;
    bytes[at] = bytes[at]! ^ 0xff;
    await expect(readWorkbook("a.xlsx", bytes)).rejects.toThrow("The workbook is damaged");
  });

  test("refuses a zip bomb before it is unpacked", async () => {
    const bomb = Buffer.from(zipSync({ "xl/sheet.xml": new Uint8Array(300_000_000) }, { level: 9 }));
    expect(bomb.length).toBeLessThan(2_000_000);
    const before = process.memoryUsage().rss;
    await expect(readWorkbook("a.xlsx", bomb)).rejects.toThrow("unpacks to 300 MB");
    expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000);
  });

  test("holds an archive to the sizes it declares", async () => {
    const bytes = rawWorkbook(
      sheetOf(`<row r="1"><c r="A1" t="inlineStr"><is><t>${"a".repeat(100_000)}</t></is></c></row>`),
    );
    // The central directory is at the end; its entry of the sheet says that ten bytes are packed there.
    const entry = bytes.lastIndexOf("xl/sheet.xml") - 46;
    bytes.writeUInt32LE(10, entry + 24);
    await expect(readWorkbook("a.xlsx", bytes)).rejects.toThrow("The workbook is damaged");
  });

  test("expands no entity of a document's own, and opens no file for one", async () => {
    const sheet = `<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>${sheetOf(
      `<row r="1"><c r="A1" t="inlineStr"><is><t>&b;&f;</t></is></c></row>`,
    )}`;
    expect(JSON.stringify(await rowsOf(rawWorkbook(sheet)))).not.toMatch(/aaaa|root:/);
  });

  test("refuses two cells a world apart rather than all the cells between them", async () => {
    const far = sheetOf(
      `<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>`,
    );
    await expect(readWorkbook("a.xlsx", rawWorkbook(far))).rejects.toThrow(
      "The workbook is damaged, or is none",
    );
  });

  test("fills no more merged cells than a sheet has", async () => {
    const merges = Array.from({ length: 2_000 }, () => `<mergeCell ref="A1:XFD1048576"/>`).join("");
    const rows = Array.from(
      { length: 200 },
      (_, i) => `<row r="${i + 1}"><c r="A${i + 1}"><v>1</v></c><c r="CV${i + 1}"><v>1</v></c></row>`,
    ).join("");
    const { sheets } = await readWorkbook(
      "a.xlsx",
      rawWorkbook(sheetOf(rows, `<mergeCells>${merges}</mergeCells>`)),
    );
    expect(fillMerges(sheets[0]!)).toHaveLength(200);
  });
});

describe.skipIf(!existsSync(REAL_DATA))("workbooks that people really made", () => {
  const read = async (name: string) => readWorkbook(name, await readFile(path.join(REAL_DATA, "xlsx", name)));

  test("merged cells", async () => {
    const { sheets } = await read("merged-cells.xlsx");
    expect(sheets.map(({ name, rows }) => [name, rows.length])).toEqual([
      ["Sheet1", 33],
      ["Sheet2", 9],
      ["Sheet3", 9],
    ]);
    const filled = fillMerges(sheets[1]!);
    expect(filled[2]!.slice(0, 5)).toEqual([
      "Classroom  ",
      " Grade ",
      "# Enrolled ",
      " MCAS Grade ",
      "# Tested ",
    ]);
    expect(filled[0]!.slice(3, 8)).toEqual([
      "MCAS Summary",
      "MCAS Summary",
      "Possible Points by Domain ",
      "Possible Points by Domain ",
      "Possible Points by Domain ",
    ]);
  });

  test("numbers stored as text", async () => {
    const { sheets } = await read("numbers-as-text.xlsx");
    expect(sheets[0]!.rows[3]!.slice(0, 5)).toEqual(["Alabama", "94.0", "≥. *. **", "Census", "75358"]);
    expect(sheets[1]!.name).toBe("Data Notes & Footnotes");
  });

  test("inline strings", async () => {
    const { sheets } = await read("inline-strings.xlsx");
    expect(sheets[0]!.rows[1]).toEqual([
      1,
      "+",
      null,
      "1.",
      "RQ11610",
      "requirement",
      "Textual Requirement",
      "test",
      null,
    ]);
  });

  test("another prefix", async () => {
    const { sheets } = await read("other-xml-prefix.xlsx");
    expect(sheets).toMatchObject([
      {
        name: "Sheet1",
        rows: [
          ["a", "b"],
          [1, 3],
          [2, 4],
        ],
      },
    ]);
  });

  test("title rows and dates", async () => {
    const { sheets } = await read("title-rows-and-dates.xlsx");
    expect(sheets[0]!.rows[4]).toEqual([
      "Name",
      "Profession",
      "Age",
      "Has kids",
      "Date of birth",
      "Date of death",
    ]);
    expect(sheets[0]!.rows[5]).toEqual([
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
