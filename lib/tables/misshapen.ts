import { plural, t } from "@/lib/language/t";
import { isBlank, type Row } from "./sheet";

type Shape = {
  /** How many cells a row has at least: up to the last column that it must have. */
  readonly needed: number;
  /** How many columns there are up to the last one that is read. */
  readonly read: number;
  /** Whether a row must have every column where most rows do: what slips by one cell would be read as something else. */
  readonly whole: boolean;
  /** Whether a short row says by itself what it is about. */
  readonly standsAlone: (row: Row) => boolean;
};

/**
 * The rows of a CSV file that don't fit the names of its columns, each with what is wrong with it. A row with a cell too
 * many holds a separator outside quotation marks. One with too few was broken by a line end, and so is, without showing
 * it, the row above or below it: neither is to be read.
 *
 * @param rows those below the header
 */
export function misshapen(
  rows: readonly Row[],
  header: Row,
  { needed, read, whole, standsAlone }: Shape,
): ReadonlyMap<number, string> {
  const faults = new Map<number, string>();
  const columns = header.width;
  if (columns === null) return faults;
  // The header is one of the rows that have every column.
  const isRegular = (rows.filter(({ width }) => width === columns).length + 1) * 2 >= rows.length + 1;
  const indented = isIndented(header);
  const notes = notesFrom(rows, needed);
  for (const [index, row] of rows.entries()) {
    const width = row.width!;
    const filled = filledOf(row);
    // A note in a column that nobody reads may be the end of a text that a comma has cut in two.
    const slips =
      whole && filled > read && ((isRegular && width > columns) || (!indented && isIndented(row)));
    if (filled > columns || slips) {
      const cells = Math.max(filled, slips ? width : 0);
      faults.set(
        row.row,
        t`The row has ${plural(cells, "# cell", "# cells")} under ${plural(columns, "# column", "# columns")}, or a text cut in two: put a text that holds the separator in quotation marks.`,
      );
      continue;
    }
    const isShort = width < needed;
    if (index >= notes || !(isShort || (whole && isRegular && width < columns))) continue;
    faults.set(
      row.row,
      t`The row has ${plural(width, "# cell", "# cells")} under ${plural(columns, "# column", "# columns")}: put a text that holds a line break in quotation marks.`,
    );
    if (!isShort || standsAlone(row)) continue;
    for (const beside of [rows[index - 1], rows[index + 1]]) {
      if (beside === undefined || faults.has(beside.row)) continue;
      faults.set(
        beside.row,
        t`Row ${row.row} beside it has ${plural(width, "# cell", "# cells")} under ${plural(columns, "# column", "# columns")} and may be a part of this one: put a text that holds a line break in quotation marks.`,
      );
    }
  }
  return faults;
}

function filledOf({ cells }: Row): number {
  return Math.max(...[...cells].filter(([, cell]) => !isBlank(cell)).map(([column]) => column)) + 1;
}

/** Whether a cell begins with a space, as what follows a comma in a text does. */
function isIndented({ cells }: Row): boolean {
  return [...cells].some(
    ([column, cell]) => column > 0 && typeof cell === "string" && /^[ \u00a0]/.test(cell),
  );
}

/** Where notes below a table begin: short rows alone, after a blank line, where the table itself has no blank lines. */
function notesFrom(rows: readonly Row[], needed: number): number {
  const first = rows.findLastIndex(({ width }) => width! >= needed) + 1;
  const isDense = rows.slice(1, first).every(({ row }, index) => row === rows[index]!.row + 1);
  const isApart = rows[first] !== undefined && rows[first].row > (rows[first - 1]?.row ?? 0) + 1;
  return first > 0 && isDense && isApart ? first : rows.length;
}
