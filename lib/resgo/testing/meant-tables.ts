import fc from "fast-check";
import { strToU8, zipSync } from "fflate";
import { englishPhaseNames, PHASES } from "@/lib/domain/phases";
import { DAMAGES } from "@/lib/tables/testing/damages";

/** A row as its writer meant it. */
export type MeantRow = {
  readonly video: string;
  readonly frame: number;
  readonly phase: string;
  readonly texts: readonly [string, string, string, string];
};

/** A file with what its writer meant. */
export type MeantTable = {
  readonly file: string;
  readonly bytes: Buffer;
  readonly rows: readonly MeantRow[];
  /** Whether something went wrong with it after it was written: then rows may be refused, and none may be changed. */
  readonly damage: string | null;
};

const NAMES = ["Frame", "Phase", "Anatomic", "Reasoning", "Next step", "Risk reminder"];
const VIDEOS = ["V01", "V02", "VID 18", "2027-01-14", "手术 3", "Müller"];
export const MEANT_VIDEOS: ReadonlyMap<string, string> = new Map(
  VIDEOS.map((video) => [video.toLowerCase(), video]),
);

const word = fc.constantFrom(
  ..."over the cystic duct artery Calot’s triangle stay off bile liver bed lateral 胆囊管 Gallenblase über éviter".split(
    " ",
  ),
  ...['5" trocar', "“view”", "it's", "12", "A/B", "50 %", "(see above)", "=x", "-", "and/or", "a;b", "a|b"],
);
const gap = fc.constantFrom(" ", " ", " ", ", ", "; ", ". ", "\n", ",");
const text = fc
  .array(fc.tuple(word, gap), { minLength: 1, maxLength: 9 })
  .map((parts) => parts.map(([word, gap], index) => word + (index < parts.length - 1 ? gap : "")).join(""));

const meantRow: fc.Arbitrary<MeantRow> = fc.record({
  video: fc.constantFrom(...VIDEOS),
  frame: fc.oneof(fc.integer({ min: 0, max: 9_999 }), fc.integer({ min: 0, max: 2_000_000 })),
  phase: fc.constantFrom(...PHASES),
  texts: fc.tuple(text, text, text, text),
});
const meantRows = fc.uniqueArray(meantRow, {
  minLength: 1,
  maxLength: 8,
  selector: ({ video, frame }) => `${video}/${frame}`,
});

const writtenFrame = (frame: number, form: number): string =>
  [String(frame), String(frame).padStart(6, "0"), `frame_${frame}`, `${frame}.0`][form % 4]!;
const writtenPhase = (phase: string, form: number): string => {
  const name = englishPhaseNames[phase as keyof typeof englishPhaseNames];
  return [phase, `Phase ${phase}`, `Phase ${phase} - ${name}`, name][form % 4]!;
};

/** Cells of a row in the order of a header that was shuffled. */
type Written = { readonly header: readonly string[]; readonly rows: readonly (readonly string[])[] };

function writtenTable(
  rows: readonly MeantRow[],
  order: readonly number[],
  form: number,
  notes: boolean,
): Written {
  const names = ["Video", ...NAMES];
  const arrange = (cells: readonly string[]): string[] => order.map((index) => cells[index]!);
  return {
    header: [...arrange(names), ...(notes ? ["Notes"] : [])],
    rows: rows.map(({ video, frame, phase, texts }, index) => [
      ...arrange([video, writtenFrame(frame, form), writtenPhase(phase, form >> 2), ...texts]),
      ...(notes ? [index % 2 ? "seen, twice" : ""] : []),
    ]),
  };
}

const order = fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6], { minLength: 7, maxLength: 7 });

/** CSV files as spreadsheets, scripts and people write them, and as they are after something has happened to them. */
export const meantCsv: fc.Arbitrary<MeantTable> = fc
  .record({
    rows: meantRows,
    order,
    form: fc.nat(15),
    notes: fc.boolean(),
    delimiter: fc.constantFrom(",", ";", "\t", "|"),
    ends: fc.array(fc.constantFrom("\n", "\r\n", "\r"), { minLength: 1, maxLength: 3 }),
    quoteAll: fc.boolean(),
    titles: fc.constantFrom("", "ResGo annotations\n", "Made by us\n\n"),
    encoding: fc.constantFrom("utf8", "utf8 with mark", "utf16le", "utf16be", "utf16le without mark"),
    damage: fc.option(
      fc.tuple(fc.constantFrom(...Object.keys(DAMAGES)), fc.double({ min: 0, max: 0.999, noNaN: true })),
    ),
  })
  .map(({ rows, order, form, notes, delimiter, ends, quoteAll, titles, encoding, damage }) => {
    const { header, rows: written } = writtenTable(rows, order, form, notes);
    const needs = new RegExp(`["\\r\\n]|[${delimiter}]`);
    const cell = (text: string): string =>
      quoteAll || needs.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
    const line = (cells: readonly string[], index: number): string =>
      cells.map(cell).join(delimiter) + ends[index % ends.length]!;
    const text = titles + [header, ...written].map(line).join("");
    const changed = damage ? DAMAGES[damage[0]]!(text, damage[1], delimiter) : text;
    return {
      file: "annotations.csv",
      bytes: encoded(changed, encoding),
      rows,
      damage: changed === text ? null : damage![0],
    };
  });

function encoded(text: string, encoding: string): Buffer {
  if (encoding === "utf8") return Buffer.from(text);
  if (encoding === "utf8 with mark") return Buffer.from(`\ufeff${text}`);
  const wide = Buffer.from(encoding.endsWith("without mark") ? text : `\ufeff${text}`, "utf16le");
  return encoding === "utf16be" ? wide.swap16() : wide;
}

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;").replaceAll("\n", "&#10;");
const letter = (column: number): string => String.fromCharCode(65 + column);

/** Workbooks as several programs write them, each cell in one of the ways there are. */
export const meantWorkbook: fc.Arbitrary<MeantTable> = fc
  .record({
    rows: meantRows,
    order,
    form: fc.nat(15),
    notes: fc.boolean(),
    ways: fc.array(fc.constantFrom("shared", "inline", "rich", "str", "formula", "number"), {
      minLength: 1,
      maxLength: 9,
    }),
    first: fc.integer({ min: 1, max: 5 }),
    gap: fc.boolean(),
    stray: fc.boolean(),
    places: fc.boolean(),
    prefix: fc.constantFrom("", "x:"),
    hidden: fc.boolean(),
    damage: fc.option(fc.tuple(fc.nat(5_000), fc.nat(255))),
  })
  .map(({ rows, order, form, notes, ways, first, gap, stray, places, prefix, hidden, damage }) => {
    const { header, rows: written } = writtenTable(rows, order, form, notes);
    const shared: string[] = [];
    const x = (name: string, content: string, attributes = ""): string =>
      `<${prefix}${name}${attributes}>${content}</${prefix}${name}>`;
    let count = 0;
    const cell = (value: string, row: number, column: number): string => {
      const at = places ? ` r="${letter(column)}${row}"` : "";
      if (value === "") return places ? `<${prefix}c${at} s="0"/>` : `<${prefix}c/>`;
      const way = ways[count++ % ways.length]!;
      const t = (text: string): string => x("t", escaped(text), ' xml:space="preserve"');
      if (way === "number" && /^(?:0|[1-9]\d*)$/.test(value)) return x("c", x("v", value), at);
      if (way === "inline") return x("c", x("is", t(value)), `${at} t="inlineStr"`);
      if (way === "rich") {
        const half = value.length >> 1;
        const run = (text: string): string => x("r", t(text));
        return x("c", x("is", run(value.slice(0, half)) + run(value.slice(half))), `${at} t="inlineStr"`);
      }
      if (way === "str") return x("c", x("v", escaped(value)), `${at} t="str"`);
      if (way === "formula") return x("c", x("f", "A1") + x("v", escaped(value)), `${at} t="str"`);
      return x("c", x("v", String(shared.push(value) - 1)), `${at} t="s"`);
    };
    const lines = [header, ...written].map((cells, index) => {
      const row = first + index + (gap && places && index > 0 ? 3 : 0);
      const number = places || index === 0 ? ` r="${row}"` : "";
      return x("row", cells.map((value, column) => cell(value, row, column)).join(""), number);
    });
    const last = stray && places ? x("row", `<${prefix}c r="XFD1048576" s="0"/>`, ' r="1048576"') : "";
    const sheet = `<${prefix}worksheet xmlns${prefix ? ":x" : ""}="${MAIN}">${x("sheetData", lines.join("") + last)}</${prefix}worksheet>`;
    const list =
      `<sheet name="Annotations" sheetId="1" r:id="s"/>` +
      (hidden ? `<sheet name="Old" sheetId="2" state="hidden" r:id="s"/>` : "");
    const relation = (id: string, kind: string, target: string): string =>
      `<Relationship Id="${id}" Type="${RELATIONS}/${kind}" Target="${target}"/>`;
    const parts = {
      "_rels/.rels": `<Relationships>${relation("w", "officeDocument", "/xl/workbook.xml")}</Relationships>`,
      "xl/workbook.xml": `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${list}</sheets></workbook>`,
      "xl/_rels/workbook.xml.rels": `<Relationships>${relation("s", "worksheet", "sheet.xml")}${relation("t", "sharedStrings", "strings.xml")}</Relationships>`,
      "xl/strings.xml": `<sst xmlns="${MAIN}">${shared.map((text) => `<si><t xml:space="preserve">${escaped(text)}</t></si>`).join("")}</sst>`,
      "xl/sheet.xml": sheet,
    };
    const bytes = Buffer.from(
      zipSync(Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, strToU8(part)]))),
    );
    if (damage) bytes[damage[0] % bytes.length] = damage[1];
    return { file: "annotations.xlsx", bytes, rows, damage: damage ? "a byte is changed" : null };
  });
