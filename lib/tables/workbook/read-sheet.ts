import { formatValue, serialToDate } from "hucre";
import { t } from "@/lib/language/t";
import { type Cell, type Merge, type Row, withoutDust } from "../sheet";
import { TableError } from "../table-error";
import type { Budget } from "./budget";
import { type CellFormat, PLAIN } from "./cell-formats";
import { damaged, type Parts } from "./open-parts";
import { type Attributes, readXml } from "./read-xml";
import { type RichText, startRichText, unescaped } from "./rich-text";

/** What cells need to be understood. */
export type CellContext = {
  readonly strings: readonly RichText[];
  readonly formats: readonly CellFormat[];
  /** Whether days are counted from 1904. */
  readonly from1904: boolean;
};

export type ReadSheet = {
  readonly rows: readonly Row[];
  readonly merges: readonly Merge[];
  /** How many rows and columns with something in them are hidden, by hand or by a filter. */
  readonly hidden: { readonly rows: number; readonly columns: number };
};

const LAST_ROW = 1_048_576;
const LAST_COLUMN = 16_383;
const MOST_MERGES = 100_000;

/** A cell on the way. */
type Open = { column: number; type: string; format: CellFormat; value: string | null; formula: boolean };

/** Reads the cells of a sheet that hold something; formats of empty ones cost nothing. */
export async function readSheet(
  parts: Parts,
  part: string,
  context: CellContext,
  budget: Budget,
): Promise<ReadSheet> {
  const rows = new Map<number, Map<number, Cell>>();
  const merges: Merge[] = [];
  const hiddenRows = new Set<number>();
  const hiddenColumns: [number, number][] = [];
  let row = 0;
  let column = -1;
  let cell: Open | null = null;
  let rich: ReturnType<typeof startRichText> | null = null;
  let reading = false;

  const thinner = startThinner();

  const openRow = (attributes: Attributes): void => {
    const at = attributes("r");
    if (at === undefined && thinner.thinned) throw damaged(t`${part}: rows with and without numbers`);
    row = Number(at ?? row + 1);
    column = -1;
    if (!Number.isInteger(row) || row < 1 || row > LAST_ROW) throw damaged(`${part}: row ${row}`);
    if (["1", "true"].includes(attributes("hidden") ?? "")) hiddenRows.add(row);
  };
  const openCell = (attributes: Attributes): void => {
    const at = attributes("r");
    if (at === undefined && thinner.thinned) throw damaged(t`${part}: cells with and without a place`);
    const place = at === undefined ? { row, column: column + 1 } : parseReference(at, part);
    if (place.row !== row) throw damaged(`${part}: ${at ?? ""} in row ${row}`);
    column = place.column;
    const format = context.formats[Number(attributes("s") ?? 0)] ?? PLAIN;
    cell = { column, type: attributes("t") ?? "n", format, value: null, formula: false };
    rich = null;
  };
  const keep = ({ column, ...open }: Open): void => {
    const value = cellOf(open, rich?.end() ?? null, context, part);
    if (value === null) return;
    budget.hold(typeof value === "string" ? value.length : 0);
    const cells = rows.get(row) ?? new Map<number, Cell>();
    if (cells.has(column)) throw damaged(`${part}: two cells in one place of row ${row}`);
    rows.set(row, cells.set(column, value));
  };

  await readXml(part, parts.read(part), {
    thin: (xml) => thinner.thin(xml),
    open(name, attributes) {
      if (cell) {
        if (name === "is") rich = startRichText();
        else if (rich) rich.open(name, attributes);
        else if (name === "v") {
          reading = true;
          cell.value = "";
        } else if (name === "f") cell.formula = true;
      } else if (name === "c") openCell(attributes);
      else if (name === "row") openRow(attributes);
      else if (name === "col" && ["1", "true"].includes(attributes("hidden") ?? ""))
        hiddenColumns.push([Number(attributes("min")) - 1, Number(attributes("max")) - 1]);
      else if (name === "mergeCell" && merges.length < MOST_MERGES)
        merges.push(parseRange(attributes("ref") ?? "", part));
    },
    text(text) {
      if (rich) rich.text(text);
      else if (reading && cell) cell.value += text;
    },
    close(name) {
      if (!cell) return;
      if (name === "c") {
        keep(cell);
        cell = null;
        rich = null;
      } else if (name === "v") reading = false;
      else if (rich) rich.close(name);
    },
  });

  const sorted = [...rows].sort(([a], [b]) => a - b);
  const columns = new Set(sorted.flatMap(([, cells]) => [...cells.keys()]));
  return {
    rows: sorted.map(([row, cells]) => ({ row, cells, width: null })),
    merges,
    hidden: {
      rows: sorted.filter(([row]) => hiddenRows.has(row)).length,
      columns: [...columns].filter((at) => hiddenColumns.some(([from, to]) => from <= at && at <= to)).length,
    },
  };
}

/**
 * Takes out the cells and rows that hold nothing: formats that run to the last row make a million of them, which a parser
 * would take seconds for. Only those that name their place are taken, so that none of the others moves.
 */
function startThinner() {
  let able = true;
  return {
    thinned: false,
    thin(xml: string): string {
      // In those a tag is no tag.
      able &&= !xml.includes("<!");
      if (!able) return xml;
      const thin = xml
        .replaceAll(/<(?:\w+:)?(?:c|row) (?:[^<>]* )?r="[^<>]*\/>/g, "")
        .replaceAll(/<(?:\w+:)?row (?:[^<>]* )?r="[^<>]*[^/<>]><\/(?:\w+:)?row>/g, "");
      if (thin.length < xml.length) this.thinned = true;
      return thin;
    },
  };
}

/** What a cell holds; null where that is nothing. */
function cellOf(
  { type, format, value, formula }: Omit<Open, "column">,
  rich: RichText | null,
  { strings, from1904 }: CellContext,
  part: string,
): Cell | null {
  const text =
    type === "inlineStr" ? rich : type === "s" && value !== null ? stringAt(strings, value, part) : null;
  if (text) return textCell(text, format);
  if (value === null || (value === "" && type !== "str")) return formula ? { fault: "formula" } : null;
  if (type === "str") return textCell({ text: unescaped(value), struck: false }, format);
  if (format.struck) return { fault: "struck" };
  if (type === "b") return value.trim() === "1" || value.trim() === "true";
  if (type === "e") return { fault: { error: value.trim() } };
  if (type === "d") return dateOf(value, part);
  if (type !== "n") throw damaged(`${part}: a cell of the type ${type}`);
  const number = Number(value);
  if (!Number.isFinite(number)) throw damaged(`${part}: the number “${value.slice(0, 40)}”`);
  if (format.isDate) return serialToDate(number, from1904);
  const plain = withoutDust(number);
  return format.code === null ? plain : { number: plain, shown: formatValue(plain, format.code) };
}

function textCell({ text, struck }: RichText, format: CellFormat): Cell | null {
  if (text.trim() === "") return null;
  return struck || format.struck ? { fault: "struck" } : text;
}

function stringAt(strings: readonly RichText[], value: string, part: string): RichText {
  const found = strings[Number(value)];
  if (!found) throw damaged(`${part}: there is no text ${value}`);
  return found;
}

function dateOf(value: string, part: string): Date {
  const date = new Date(value);
  if (Number.isNaN(date.getTime())) throw damaged(`${part}: the date “${value.slice(0, 40)}”`);
  return date;
}

function parseReference(reference: string, part: string): { row: number; column: number } {
  let column = 0;
  let at = 0;
  for (; at < reference.length; at++) {
    const letter = reference.charCodeAt(at) & ~32;
    if (letter < 65 || letter > 90) break;
    column = column * 26 + letter - 64;
  }
  const row = Number(reference.slice(at));
  if (at === 0 || at > 3 || !Number.isInteger(row) || row < 1 || row > LAST_ROW || column - 1 > LAST_COLUMN)
    throw damaged(`${part}: the cell “${reference.slice(0, 40)}”`);
  return { row, column: column - 1 };
}

function parseRange(range: string, part: string): Merge {
  const [from = "", to = from] = range.replaceAll("$", "").split(":");
  const [start, end] = [parseReference(from, part), parseReference(to, part)];
  return { fromRow: start.row, fromColumn: start.column, toRow: end.row, toColumn: end.column };
}

/** Names the sheet in what goes wrong with it. */
export async function inSheet<T>(sheet: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (!(cause instanceof TableError)) throw cause;
    throw new TableError(cause.message, { ...cause.place, sheet });
  }
}
