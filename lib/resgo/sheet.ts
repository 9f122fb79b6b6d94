import { t } from "@/lib/language/t";

/** What a cell of a table holds. A formula is its value. */
export type Cell = string | number | boolean | Date | CellFault | null;

/** A cell without a value that can be used, and why: a formula that was never counted out, or an error such as `#REF!`. */
type CellFault = { readonly fault: Fault };
export type Fault = "date" | "formula" | { readonly error: string };

/** A range of cells merged into one; indexes from 0, ends included. */
type Merge = {
  readonly startRow: number;
  readonly startCol: number;
  readonly endRow: number;
  readonly endCol: number;
};

/** A table of a workbook, or a CSV file as a whole. */
export type Sheet = {
  readonly file: string;
  /** Null for CSV. */
  readonly name: string | null;
  /** Row 1 is `rows[0]`. Rows may differ in length. */
  readonly rows: readonly (readonly Cell[])[];
  readonly merges: readonly Merge[];
};

const MOST_MERGED_CELLS = 5_000_000;

/** The rows with the value of every merged range in all of its cells, as a reader sees it. */
export function fillMerges({ rows, merges }: Sheet): Cell[][] {
  const filled = rows.map((row) => [...row]);
  const widest = rows.reduce((width, row) => Math.max(width, row.length), 0);
  let budget = MOST_MERGED_CELLS;
  for (const { startRow, startCol, endRow, endCol } of merges) {
    const value = rows[startRow]?.[startCol] ?? null;
    if (value === null) continue;
    for (let row = startRow; row <= Math.min(endRow, filled.length - 1); row++) {
      for (let col = startCol; col <= Math.min(endCol, widest - 1); col++) {
        if (--budget < 0) return filled;
        filled[row]![col] = value;
      }
    }
  }
  return filled;
}

export function isBlank(cell: Cell | undefined): boolean {
  return cell === null || cell === undefined || (typeof cell === "string" && cell.trim() === "");
}

/** Why a cell can't be read, after the name of its frame. @param column how people are told of the cell's column */
export function cellProblem(fault: Fault, column: string): string {
  if (fault === "date") return t`the cell of the ${column} holds a date.`;
  return fault === "formula"
    ? t`the cell of the ${column} holds a formula without a stored value: open the workbook in Excel and save it.`
    : t`the cell of the ${column} holds the error ${fault.error}.`;
}
