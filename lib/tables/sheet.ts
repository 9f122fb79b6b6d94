import { garbled } from "@/lib/domain/text/garbled";
import { standsForNone } from "@/lib/domain/text/no-text";
import { isUnseen } from "@/lib/domain/text/plain-text";
import { t } from "@/lib/language/t";

/** What a cell of a table holds. A formula is its value. Cells that hold nothing are left out of their row. */
export type Cell = string | number | boolean | Date | ShownNumber | CellFault;

/** A number that its format shows in another way than it is written in general: `007`, `12 %`. */
export type ShownNumber = { readonly number: number; readonly shown: string };

/** A cell without a value that can be used, and why. */
export type CellFault = { readonly fault: Fault };
export type Fault =
  | "date"
  /** Was never counted out. */
  | "formula"
  /** Is struck out, or a part of it is: whether it still counts can't be told. */
  | "struck"
  /** `#REF!` and the like. */
  | { readonly error: string }
  /** Was read in another encoding than it was written in, as this part of it shows. */
  | { readonly garbled: string };

/** A row with something in it; indexes of columns from 0. */
export type Row = {
  /** As a spreadsheet numbers it, from 1. */
  readonly row: number;
  readonly cells: ReadonlyMap<number, Cell>;
  /** How many cells the row of a CSV file has, blank ones too; null in a workbook, where every row has all columns. */
  readonly width: number | null;
};

/** A range of cells merged into one; columns from 0, rows from 1, ends included. */
export type Merge = {
  readonly fromRow: number;
  readonly fromColumn: number;
  readonly toRow: number;
  readonly toColumn: number;
};

/** A table of a workbook, or a CSV file as a whole. */
export type Sheet = {
  readonly file: string;
  /** Null for CSV. */
  readonly name: string | null;
  /** In their order; rows that hold nothing are left out. */
  readonly rows: readonly Row[];
  readonly merges: readonly Merge[];
};

const MOST_MERGED_CELLS = 1_000_000;

/** The rows with the value of every merged range in all of its cells, as a reader sees it. */
export function fillMerges({ rows, merges }: Sheet): Row[] {
  const filled = rows.map(({ row, cells, width }) => ({ row, cells: new Map(cells), width }));
  const byNumber = new Map(rows.map(({ row, cells }) => [row, cells]));
  const widest = rows.reduce((most, { cells }) => Math.max(most, ...cells.keys()), 0);
  let budget = MOST_MERGED_CELLS;
  for (const { fromRow, fromColumn, toRow, toColumn } of merges) {
    const value = byNumber.get(fromRow)?.get(fromColumn);
    if (value === undefined) continue;
    for (let at = firstFrom(filled, fromRow); at < filled.length && filled[at]!.row <= toRow; at++) {
      for (let column = fromColumn; column <= Math.min(toColumn, widest); column++) {
        if (--budget < 0) return filled;
        filled[at]!.cells.set(column, value);
      }
    }
  }
  return filled;
}

/** Where the first row of a number or above it stands. */
function firstFrom(rows: readonly Row[], number: number): number {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rows[middle]!.row < number) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function isBlank(cell: Cell | undefined): boolean {
  return cell === undefined || (typeof cell === "string" && isUnseen(cell));
}

/** A cell as a spreadsheet shows it; null where it holds a date, or nothing that can be used. */
export function shownText(cell: Cell): string | null {
  if (typeof cell === "string") return cell;
  if (typeof cell === "number") return shownNumber(cell);
  if (typeof cell === "boolean") return cell ? "TRUE" : "FALSE";
  return "shown" in cell ? cell.shown : null;
}

/** A number with the 15 digits that spreadsheets keep: the dust of a sum such as 0.30000000000000004 is not shown. */
function shownNumber(value: number): string {
  return String(withoutDust(value));
}

export function withoutDust(value: number): number {
  return Number(value.toPrecision(15));
}

/** What is wrong with a cell's value, as far as the cell alone can tell. */
export function faultOfCell(cell: Cell | undefined): Fault | null {
  if (cell instanceof Date) return "date";
  if (typeof cell === "object") return "fault" in cell ? cell.fault : null;
  if (typeof cell !== "string") return null;
  const text = cell.trim();
  if (standsForNone(text)) return { error: text };
  const lost = garbled(text);
  return lost === null ? null : { garbled: lost };
}

/** Why a cell can't be read, after the name of its frame. @param column how people are told of the cell's column */
export function cellProblem(fault: Fault, column: string): string {
  if (fault === "date") return t`the cell of the ${column} holds a date.`;
  if (fault === "struck")
    return t`the cell of the ${column} is struck out, or a part of it: delete what no longer counts.`;
  if (fault === "formula")
    return t`the cell of the ${column} holds a formula without a stored value: open the workbook in Excel and save it.`;
  return "error" in fault
    ? t`the cell of the ${column} holds the error ${fault.error}.`
    : t`the cell of the ${column} holds “${fault.garbled}”, which letters become that are read in another encoding than they were written in.`;
}

/** The letters a spreadsheet shows over a column, from its index: 0 is A, 26 is AA. */
export function columnLetters(index: number): string {
  const rest = Math.floor(index / 26);
  return (rest > 0 ? columnLetters(rest - 1) : "") + String.fromCharCode(65 + (index % 26));
}
